import { Button, Result, Spin } from 'antd';
import { lazy, Suspense } from 'react';
import { Link, Navigate, Route, Routes } from 'react-router';
import { kinds } from '../../domain/kinds.ts';
import { partsOf } from './kinds/parts.ts';
import { homeOf } from './layout/entries.tsx';
import { Shell } from './layout/shell.tsx';
import { usePerson } from './session/session.tsx';

const Work = lazy(async () => ({ default: (await import('./work/work-page.tsx')).WorkPage }));
const Leads = lazy(async () => ({ default: (await import('./leads/leads-page.tsx')).LeadsPage }));
const Cases = lazy(async () => ({ default: (await import('./cases/cases-page.tsx')).CasesPage }));
const OpenCase = lazy(async () => ({ default: (await import('./cases/open-case-page.tsx')).OpenCasePage }));
const Case = lazy(async () => ({ default: (await import('./case/case-page.tsx')).CasePage }));
const Items = lazy(async () => ({ default: (await import('./items/items-page.tsx')).ItemsPage }));
const WorkItems = lazy(async () => ({ default: (await import('./items/work-items-page.tsx')).WorkItemsPage }));
const Item = lazy(async () => ({ default: (await import('./item/item-page.tsx')).ItemPage }));
const Board = lazy(async () => ({ default: (await import('./board/board-page.tsx')).BoardPage }));
const Parties = lazy(async () => ({ default: (await import('./parties/parties-page.tsx')).PartiesPage }));
const Party = lazy(async () => ({ default: (await import('./parties/party-page.tsx')).PartyPage }));
const Anchors = lazy(async () => ({ default: (await import('./anchors/anchors-page.tsx')).AnchorsPage }));
const Audit = lazy(async () => ({ default: (await import('./audit/audit-page.tsx')).AuditPage }));
const Channels = lazy(async () => ({ default: (await import('./channels/channels-page.tsx')).ChannelsPage }));
const Calculators = lazy(async () => ({ default: (await import('./calculators/calculators-page.tsx')).CalculatorsPage }));
const Staffing = lazy(async () => ({ default: (await import('./staffing/staffing-page.tsx')).StaffingPage }));
const County = lazy(async () => ({ default: (await import('./county/county-page.tsx')).CountyPage }));
const Security = lazy(async () => ({ default: (await import('./security/security-page.tsx')).SecurityPage }));
const Accounts = lazy(async () => ({ default: (await import('./accounts/accounts-page.tsx')).AccountsPage }));
const Paper = lazy(async () => ({ default: (await import('./paper/paper-page.tsx')).PaperPage }));
const PaperDraft = lazy(async () => ({ default: (await import('./paper/draft-page.tsx')).DraftPage }));
const Lists = lazy(async () => ({ default: (await import('./lists/lists-page.tsx')).ListsPage }));

/** Kinds whose pages are those that any kind has. */
const PLAIN = kinds.filter(({ name }) => !partsOf(name).ownPages);

/** Which page stands at which address. */
export function Pages() {
  const person = usePerson();
  return (
    <Shell>
      <Suspense
        fallback={
          <div className="centre">
            <Spin />
          </div>
        }
      >
        <Routes>
          <Route path="/" element={<Navigate to={homeOf(person.roles)} replace />} />
          <Route path="/work" element={<Work />} />
          <Route path="/leads/:leadId?" element={<Leads />} />
          <Route path="/cases" element={<Cases />} />
          <Route path="/cases/new" element={<OpenCase />} />
          <Route path="/cases/:caseId/:tab?" element={<Case />} />
          {PLAIN.map((kind) => (
            <Route key={kind.name} path={`/${kind.plural}`} element={<Items key={kind.name} kind={kind} />} />
          ))}
          {PLAIN.map((kind) => (
            <Route key={kind.name} path={`/${kind.plural}/:id`} element={<Item kind={kind} />} />
          ))}
          <Route path="/work-items" element={<WorkItems />} />
          <Route path="/board" element={<Board />} />
          <Route path="/paper" element={<Paper />} />
          <Route path="/paper/:draftId" element={<PaperDraft />} />
          <Route path="/parties" element={<Parties />} />
          <Route path="/parties/:partyId" element={<Party />} />
          <Route path="/anchors" element={<Anchors />} />
          <Route path="/audit" element={<Audit />} />
          <Route path="/channels/:part?" element={<Channels />} />
          <Route path="/staffing/:part?" element={<Staffing />} />
          <Route path="/calculators/:kind?" element={<Calculators />} />
          <Route path="/county" element={<County />} />
          <Route path="/security" element={<Security />} />
          <Route path="/accounts/:part?" element={<Accounts />} />
          <Route path="/lists/:list?" element={<Lists />} />
          <Route
            path="*"
            element={
              <Result
                status="404"
                title="没有这个页面"
                extra={
                  <Link to="/">
                    <Button type="primary">回到首页</Button>
                  </Link>
                }
              />
            }
          />
        </Routes>
      </Suspense>
    </Shell>
  );
}
