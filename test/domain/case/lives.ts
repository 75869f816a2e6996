/** Whole lives of a case by real commands: the ordinary one to the archive, and those that end or turn elsewhere. */
import { fileList } from '../../../domain/case/closing/file-list.ts';
import type { Scene } from './kit.ts';
import { closed, evidenced, reviewed } from './late-scenes.ts';
import { accepted, verification, verified } from './scenes.ts';

const officerIds = ['handler1', 'handler2'];
const bureau = ['bureauhandler1', 'bureauhandler2'];

export const archivedLife = (): Scene => {
  const scene = closed();
  return scene.did(
    'ArchiveCase',
    { fileNumber: '2026-云溪综执-001', retention: 'years-10', papers: fileList(scene.file).map(({ title }) => ({ title, pages: 2 })) },
    'handler1',
  );
};

const onTheSpot = (): Scene =>
  verified({ matterCode: 'QD-0103' })
    .did(
      'DecideOnTheSpot',
      {
        facts: '遛狗不牵绳',
        fine: 50,
        factors: { dogHeightCm: 30, harm: 'none' },
        officerIds,
        certificateShown: true,
        rightsTold: true,
        formNumber: '青当罚〔2026〕001',
        handedOver: true,
        signed: true,
        correctedOnSpot: true,
        cash: { ground: 'small', receipt: '浙财票0001' },
      },
      'handler1',
    )
    .did('ReportOnTheSpotPenalty', { to: '内勤' }, 'handler1');

const exempted = (): Scene =>
  verified({ matterCode: 'ST-0104' })
    .did('RecordStopAction', { action: '当场扑灭', result: '已灭', corrected: true, officerIds }, 'handler1')
    .did(
      'ExemptFirstViolation',
      { finding: '焚烧2平方米', condition: '首次、及时扑灭', education: '宣讲', educatedOn: '2026-03-02' },
      'townhead',
    );

const correctedLife = (): Scene => {
  const ordered = verified().did('OrderCorrection', { requirement: '清理', dueOn: '2026-03-02', officerIds }, 'handler1');
  return ordered
    .did(
      'RecordCorrectionCheck',
      { correctionId: ordered.file.corrections[0]?.id ?? '', corrected: true, findings: '已清', officerIds },
      'handler1',
    )
    .did('CloseCorrected', { reason: '按期改正' }, 'townhead');
};

const unfounded = (): Scene =>
  accepted()
    .did('RecordVerification', verification({ founded: false, matterCode: null, conduct: null, parties: [] }), 'handler1')
    .did('CloseUnfounded', { reason: '现场没有堆放' }, 'townhead');

const takenUp = (): Scene => {
  const held = evidenced({ circumstances: ['complex'] }).did(
    'PreserveEvidence',
    { items: [{ name: '砂石', quantity: '1车', place: '院内' }], officerIds, partyPresent: true },
    'townhead',
  );
  const custody = [...held.file.evidence, ...held.file.preservations].map(({ id }) => id);
  return held
    .did('AcceptTransfer', { handlerIds: bureau, custody }, 'bureauhead')
    .did(
      'ResolvePreservation',
      { preservationId: held.file.preservations[0]?.id ?? '', kind: 'returned', note: '凭清单' },
      'bureauhandler1',
    );
};

const returned = (): Scene => {
  const up = takenUp();
  return up.did(
    'ReturnToTown',
    { reason: '查清', instruction: '继续办理', handlerIds: officerIds, custody: up.file.evidence.map(({ id }) => id) },
    'bureauhead',
  );
};

const police = (): Scene =>
  evidenced()
    .did(
      'ReferToPolice',
      {
        crime: '污染环境罪',
        grounds: '三吨以上',
        officerIds,
        files: [
          { kind: 'transfer-letter', title: '移送书' },
          { kind: 'investigation-report', title: '报告' },
        ],
      },
      'handler1',
    )
    .did('ApproveReferral', { opinion: '同意' }, 'townhead')
    .did('HandOverToPolice', { to: '县公安局', receipt: '8号', copiedToProcurator: true }, 'handler1')
    .did('RecordPoliceAnswer', { filed: true, receivedOn: '2026-03-05', text: '立案', waits: false }, 'handler1')
    .did('HandOverGoodsToPolice', { items: '无', receipt: '9号' }, 'handler1')
    .did('CloseCase', { ground: 'transferred-police', reason: '已立案' }, 'townhead');

const disputed = (): Scene =>
  evidenced()
    .did('RaiseJurisdictionDispute', { unitId: 'liulin', reason: '跨镇界' }, 'townhead')
    .did('RecordConsultation', { agreed: false, result: '各执一词' }, 'liulinhead')
    .did('DesignateJurisdiction', { unitId: 'liulin', document: '云政函〔2026〕5号' }, 'supervisor')
    .did('ReassignHandler', { handlerIds: ['handler4', 'handler5'], reason: '管辖变更' }, 'liulinhead');

export const lives: Record<string, () => Scene> = {
  'archived on the ordinary procedure': archivedLife,
  'decided on the spot': onTheSpot,
  'exempted for the first time': exempted,
  'closed as corrected': correctedLife,
  'found unfounded': unfounded,
  'transferred to the bureau': takenUp,
  'returned to the town': returned,
  'referred to the police': police,
  'designated to another town': disputed,
  'under decision': reviewed,
};
