/**
 * A county of the size that is asked for, by SQL: ten years of work, a tenth of it open, in the proportions and with the words of
 * an office. The states of what is open are recorded ones; of what has ended lists read none, so that it has a short one.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';
import type { RecordedStates } from '../../test/replay/states.ts';
import { deriveTerms } from '../../domain/terms/view.ts';
import { parseInstant } from '../../domain/terms/instant.ts';
import { units } from '../../test/domain/case/people.ts';
import { unopenedScene } from '../../test/domain/work/item-kit.ts';

/** Handlers beside the demo people, so that nobody has more on the desk than one could have. */
const OFFICERS_A_UNIT = 45;
const BATCH = 100_000;

const PLACES =
  '中心街 沿河路 人民路 解放路 新华路 建设路 工业路 学院路 站前路 桥头街 老街 文化路 和平路 兴业路 青年路 滨江路 东门 西门 南门 北门 菜场 码头 商贸城 开发区 小区 村口'.split(
    ' ',
  );
const PROBLEMS = (
  '占道经营 违法建设 油烟扰民 噪声扰民 渣土撒漏 垃圾乱倒 毁绿占绿 乱设广告牌 无证养犬 违规停车 擅自开挖道路 排污超标 焚烧秸秆 无证采砂 农药使用不规范 燃气安全隐患 消防通道占用 ' +
  '饮用水源污染 无照经营 流动摊贩 工地夜间施工 建筑垃圾偷倒 私搭乱建 破坏耕地 非法捕捞 店外经营 餐厨垃圾处置不当 乱贴小广告 损坏公共设施 未按规定分类投放'
).split(' ');
const TRADES =
  '餐饮店 烧烤店 五金店 建材厂 超市 物业公司 建筑公司 运输队 养殖场 加工厂 洗车店 网吧 宾馆 药店 水果店 早餐店 汽修厂 印刷厂'.split(' ');
const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
];
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文海春梅立新晓东永辉凤燕林波宁云鹏飞斌浩宇欣怡子涵梓轩雨桐思源佳琪嘉豪诗雅',
];

interface Template {
  kind: string;
  stage: string;
  state: unknown;
  terms: unknown;
}

/** One of each recorded case in each stage, with its open terms. */
function recordedCases(): Template[] {
  const file = new URL('../../test/fixtures/states/2026-11-durable-first.json.gz', import.meta.url);
  const { views, policies } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as RecordedStates;
  return views
    .filter((view) => view.stage !== 'archived')
    .map(({ state, policyHash }) => {
      const policy = policies.find(({ hash }) => hash === policyHash);
      if (!policy) throw new Error(`no policy ${policyHash}`);
      const terms = deriveTerms(policy, state.ledger, parseInstant(state.stageEnteredAt)).filter(({ open }) => open);
      return { kind: 'case', stage: state.stage, state, terms };
    });
}

/** Whistles and disputes as their own rules leave them. */
function acted(): Template[] {
  const at = '2026-03-02T09:30:00+08:00';
  const called = unopenedScene('whistle', at).did(
    'BlowWhistle',
    { title: '河道倾倒建筑垃圾', urgency: 'daily', unitId: 'bureau', place: '滨河路', text: '车辆正在倾倒，镇里拦不住' },
    'townhead',
  );
  const arrived = called
    .did('SignWhistle', { personIds: ['bureauhandler1'] }, 'bureauhead')
    .did('ArriveOnSite', { note: '两人到场' }, 'bureauhandler1');
  const aCase = { kind: 'case', id: 'case-1', title: '河道倾倒案' };
  const consulting = unopenedScene('dispute', at).told(aCase, 'RaiseDispute', {
    caseId: 'case-1',
    title: aCase.title,
    sides: [units.qingshi, units.water],
    raisedAt: at,
    reason: '违法行为发生在河道',
    failedAt: null,
  });
  const designating = consulting.told(aCase, 'RecordFailure', { failedAt: at, result: '未达成一致' });
  return [called, arrived, consulting, designating].map((scene) => ({
    kind: scene.kind.name,
    stage: scene.file.stage,
    state: scene.file,
    terms: scene.terms().filter(({ open }) => open),
  }));
}

async function prepare(client: pg.Client): Promise<void> {
  await client.query(`select setseed(0.42)`);
  await client.query(`create temporary table words (places text[], problems text[], trades text[], surnames text[], given text[])`);
  await client.query('insert into words values ($1, $2, $3, $4, $5)', [PLACES, PROBLEMS, TRADES, SURNAMES, GIVEN]);
  await client.query(
    `insert into person (id, username, name, unit_id, roles)
     select u.id || '-o' || n, u.id || '-o' || n, w.surnames[1 + (n * 7 + length(u.id)) % cardinality(w.surnames)] || w.given[1 + (n * 3) % cardinality(w.given)]
       || w.given[1 + (n * 11 + length(u.name)) % cardinality(w.given)], u.id, array[case when u.kind = 'bureau' then 'bureau-handler' else 'handler' end]
     from unit u cross join words w cross join generate_series(1, ${OFFICERS_A_UNIT}) n where u.kind in ('town', 'street', 'bureau')
     on conflict do nothing`,
  );
  await client.query(`create temporary table staff as select row_number() over (partition by unit_id order by id) as n, count(*) over (partition by unit_id) as of, id, name, unit_id
    from person where roles && '{handler,bureau-handler}'`);
  await client.query('create index on staff (unit_id, n)');
  await client.query(
    `create temporary table place as select row_number() over (order by id) as n, id, name from unit where kind in ('town', 'street')`,
  );
  await client.query(`create temporary table bureau as select row_number() over (order by id) as n, id, name from unit where kind = 'bureau'
    and exists (select from person where unit_id = unit.id)`);
  await client.query(`create temporary table matter as select row_number() over (order by r.code) as n, r.code, r.title from list_row r
    join list_version v on v.id = r.version_id where v.list = 'matters'`);
  await client.query('create temporary table template (kind text, stage text, n int, state jsonb, terms jsonb)');
  for (const { kind, stage, state, terms } of [...recordedCases(), ...acted()]) {
    await client.query('insert into template values ($1, $2, 0, $3, $4)', [kind, stage, JSON.stringify(state), JSON.stringify(terms)]);
  }
  await client.query(
    'update template t set n = o.n from (select ctid, row_number() over (partition by kind, stage) as n from template) o where o.ctid = t.ctid',
  );
}

/** What is drawn for each item; the rest follows from it. `$1`: the first, `$2`: the last, `$3`: how many there will be. */
const DRAW = `
  insert into drawn
  select g.n, md5('work' || g.n)::uuid::text, dice.kind, dice.age, dice.open,
    case when dice.kind = 'case' then case when not dice.open then 'archived' when dice.r1 < 0.09 then 'closed' when dice.r1 < 0.3 then 'discovery'
      when dice.r1 < 0.45 then 'stopping' when dice.r1 < 0.72 then 'evidence' when dice.r1 < 0.78 then 'review' when dice.r1 < 0.86 then 'decision' else 'execution' end
    when dice.kind = 'whistle' then case when not dice.open then 'done' when dice.r1 < 0.6 then 'called' else 'arrived' end
    else case when not dice.open then 'settled' when dice.r1 < 0.6 then 'consulting' else 'designating' end end,
    now() - dice.age, town.id, town.name, unit.id, unit.name, own.id, own.name, other.id,
    case when dice.r5 < 0.05 then (select id from bureau where n = 1 + (dice.r6 * (select count(*) from bureau))::int % (select count(*) from bureau)) end,
    matter.code, matter.title,
    case when dice.r8 < 0.45 then w.surnames[1 + floor(dice.r9 * cardinality(w.surnames))::int] || w.given[1 + floor(dice.r10 * cardinality(w.given))::int] || w.given[1 + floor(dice.r11 * cardinality(w.given))::int]
      else w.surnames[1 + floor(dice.r9 * cardinality(w.surnames))::int] || w.given[1 + floor(dice.r10 * cardinality(w.given))::int] || w.trades[1 + floor(dice.r11 * cardinality(w.trades))::int] end,
    lpad(floor(dice.r12 * 1e9)::text, 9, '3') || lpad(floor(dice.r13 * 1e9)::text, 9, '0'),
    w.places[1 + floor(dice.r14 * cardinality(w.places))::int] || (1 + floor(dice.r15 * 300))::int || '号',
    w.problems[1 + floor(power(dice.r16, 2) * cardinality(w.problems))::int], dice.r17, dice.r18
  from generate_series($1::int, $2::int) as g (n) cross join words w
  cross join lateral (
    select case when k < 0.7 then 'case' when k < 0.97 then 'whistle' else 'dispute' end as kind,
      interval '10 years' * (($3::int - thrown.n + random()) / $3::float8) as age,
      case when thrown.n > 0.8 * $3::int then o < 0.45 else o < 0.0125 end as open, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15, r16, r17, r18
    from (select g.n, random() as k, random() as o, random() as r1, random() as r2, random() as r3, random() as r4, random() as r5, random() as r6, random() as r7, random() as r8,
      random() as r9, random() as r10, random() as r11, random() as r12, random() as r13, random() as r14, random() as r15, random() as r16, random() as r17, random() as r18) as thrown
  ) as dice
  join place town on town.n = 1 + floor(power(dice.r2, 1.3) * (select count(*) from place))::int
  left join bureau on dice.r3 > 0.75 and bureau.n = 1 + floor(power(dice.r4, 2) * (select count(*) from bureau))::int
  cross join lateral (select coalesce(bureau.id, town.id) as id, coalesce(bureau.name, town.name) as name) as unit
  left join staff own on own.unit_id = unit.id and own.n = 1 + floor(dice.r6 * own.of)::int
  left join staff other on dice.r7 < 0.5 and other.unit_id = unit.id and other.n = 1 + floor(dice.r7 * 2 * other.of)::int
  join matter on matter.n = 1 + floor(power(dice.r4, 3) * (select count(*) from matter))::int`;

const DRAWN = `create temporary table drawn (n int, id text, kind text, age interval, open boolean, stage text, opened_at timestamptz, town text, town_name text,
  unit text, unit_name text, own text, own_name text, other text, concerned text, matter text, matter_name text, party text, identifier text, address text, problem text,
  luck float8, fate float8)`;

/** The light's instants: of what is open a tenth is late, as many will be within five days, one in twenty is paused. */
const VIEW = `
  insert into work_view (kind, id, title, stage, ended, tier, town_id, unit_id, handler_ids, concerned_unit_ids, concerned_person_ids, emergency, opened_at, stage_entered_at,
    closed_at, yellow_at, red_at, paused, terms, next_wake_up_at, waiting, version, head, settled_seq, policy_hash, state, state_version, marks, updated_at)
  select d.kind, d.id, title, d.stage, d.stage in ('archived', 'done', 'settled'),
    case when d.kind = 'case' then case when graded < 7 then 'town-closes' when graded < 9 then 'bureau-reviews' else 'bureau-closes' end end,
    d.town, d.unit, handler_ids,
    array_remove(array[d.concerned], null), '{}', d.luck < 0.02, d.opened_at, d.opened_at + d.age * least(0.9, d.fate * 0.02) , case when not d.open or d.stage = 'closed' then d.opened_at + d.age * d.fate * 0.1 end,
    case when d.open and d.fate < 0.97 then red_at - interval '5 days' end, case when d.open and d.fate < 0.97 then red_at end, d.open and d.luck > 0.95,
    case when d.open then coalesce(t.terms, '[]') else '[]' end, case when d.open and d.stage <> 'closed' and d.fate < 0.97 then greatest(red_at, now() + interval '1 minute') end,
    case when d.open and d.fate between 0.97 and 0.9995 then '等待当事人' end, 2, md5('head' || d.n), 2, (select hash from policy_version where status = 'published' order by published_at desc limit 1),
    case when d.open then coalesce(t.state || jsonb_build_object('caseId', d.id, 'title', title, 'town', jsonb_build_object('id', d.town, 'name', d.town_name, 'kind', 'town'),
      'unit', unit_ref, 'handlers', case when handler_ids = '{}' then '[]' else jsonb_build_array(jsonb_build_object('id', d.own, 'name', d.own_name, 'unit', unit_ref)) end), '{"open": true}') else '{"ended": true}' end, 1,
    case when d.open and d.kind = 'case' then case_marks(coalesce(t.state, '{}')) else '{}' end, d.opened_at
  from drawn d
  cross join lateral (select d.town_name || d.address || d.party || d.problem as title, now() + interval '66 days' * d.luck - interval '6 days' as red_at, abs(hashtext(d.id)) % 10 as graded,
    case when d.stage in ('discovery', 'called') and d.luck < 0.3 then '{}' else array_remove(array[d.own, nullif(d.other, d.own)], null) end as handler_ids,
    jsonb_build_object('id', d.unit, 'name', d.unit_name, 'kind', 'town') as unit_ref) as made
  left join template t on d.open and t.kind = d.kind and t.stage = d.stage and t.n = 1 + d.n % (select nullif(count(*), 0) from template o where o.kind = d.kind and o.stage = d.stage)
  order by d.n`;

const REST = [
  `insert into work_search (id, text)
   select d.id, lower(concat_ws(' ', v.title, case when d.kind = 'case' and d.stage <> 'discovery' then '演示综执立〔' || extract(year from d.opened_at) || '〕第' || lpad((d.n % 100000)::text, 5, '0') || '号' end,
     d.address, d.town_name, nullif(d.unit_name, d.town_name), d.matter_name, d.party, case when d.kind = 'case' then d.identifier end, d.own_name))
   from drawn d join work_view v on v.id = d.id order by d.n`,
  `insert into case_detail (id, number, procedure, channel, lead_id, party_name, matter_code, matter_name, outcome, fine, decided_on, closed_on)
   select d.id, case when d.stage <> 'discovery' then '演示综执立〔' || extract(year from d.opened_at) || '〕第' || lpad((d.n % 100000)::text, 5, '0') || '号' end,
     case when d.luck < 0.3 then 'simplified' else 'ordinary' end, (array['12345','patrol','grid','public-report'])[1 + floor(d.fate * 4)::int], null, d.party, d.matter, d.matter_name,
     case when closed then case when d.fate < 0.6 then 'penalty' when d.fate < 0.8 then 'corrected' when d.fate < 0.9 then 'unfounded' else 'exempted' end end,
     case when closed and d.fate < 0.6 then 100 * (1 + floor(d.luck * 200)) end, case when closed and d.fate < 0.6 then to_char(d.opened_at + d.age * d.fate * 0.05, 'YYYY-MM-DD') end,
     case when closed then to_char(d.opened_at + d.age * d.fate * 0.1, 'YYYY-MM-DD') end
   from drawn d cross join lateral (select not d.open or d.stage = 'closed' as closed) c where d.kind = 'case' order by d.n`,
  `insert into work_event (kind, work_id, seq, type, at, actor, data, terms, basis, hash, recorded_at)
   select d.kind, d.id, seq, case when seq = 1 then 'LeadReceived' else 'NoteAdded' end, at, '{"id": "handler1", "name": "陈立新", "unit": {"id": "qingshi", "name": "青石镇", "kind": "town"}}', '{}', '[]', '{}',
     case when seq = 2 then md5('head' || d.n) else md5('first' || d.n) end, at
   from drawn d cross join generate_series(1, 2) seq cross join lateral (select d.opened_at + case when seq = 1 then interval '0' else d.age * d.fate * 0.1 end as at) a order by d.n, seq`,
  `insert into party (id, kind, name, identifier) select md5('party' || d.identifier), case when d.luck < 0.5 then 'citizen' else 'organisation' end, d.party, d.identifier
   from drawn d where d.kind = 'case' on conflict do nothing`,
  `insert into case_party (case_id, ordinal, party_id, identifier, name, kind) select d.id, 0, p.id, d.identifier, d.party, p.kind
   from drawn d join party p on p.identifier = d.identifier where d.kind = 'case'`,
];

/** Without the triggers of what is told to channels and parties: nobody is to be told. */
const QUIET = ['case_detail', 'case_party', 'work_event'];

const FILLED = ['work_view', 'work_search', 'case_detail', 'work_event', 'case_party', 'party'];

/** Takes down what only speeds reading, and answers the statements that make it again: over all rows at once, far faster. */
async function withoutIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = any ($1::text[]::regclass[]) and not i.indisunique and not exists (select from pg_constraint where conindid = i.indexrelid) order by 1`,
    [FILLED],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ made }) => made);
}

/** A county that a power cut spoils is filled anew, so that nothing is written twice for its sake. */
async function careless(client: pg.Client, on: boolean): Promise<void> {
  for (const [setting, value] of [
    ['full_page_writes', 'off'],
    ['max_wal_size', `'4GB'`],
  ]) {
    await client.query(on ? `alter system set ${setting} = ${value}` : `alter system reset ${setting}`);
  }
  await client.query('select pg_reload_conf()');
}

export async function fill(client: pg.Client, count: number, log: (line: string) => void): Promise<void> {
  await prepare(client);
  await client.query(DRAWN);
  for (const table of QUIET) await client.query(`alter table ${table} disable trigger user`);
  await client.query('set synchronous_commit = off');
  await careless(client, true);
  const indexes = await withoutIndexes(client);
  for (let first = 1; first <= count; first += BATCH) {
    await client.query('truncate drawn');
    await client.query(DRAW, [first, Math.min(count, first + BATCH - 1), count]);
    await client.query(VIEW);
    for (const statement of REST) await client.query(statement);
    log(`已填入${Math.min(count, first + BATCH - 1)}件`);
  }
  log(`正在建立${indexes.length}个索引……`);
  await client.query(`set maintenance_work_mem = '1GB'`);
  for (const statement of indexes) await client.query(statement);
  await careless(client, false);
  for (const table of QUIET) await client.query(`alter table ${table} enable trigger user`);
  await client.query(
    `insert into notification (id, person_id, case_id, seq, kind, text, at, read_at)
     select gen_random_uuid()::text, p.id, v.id, v.version, 'Reminded', '《' || v.title || '》请办理', v.opened_at, case when random() < 0.8 then now() end
     from person p cross join lateral (select id, version, title, opened_at from work_view where handler_ids @> array[p.id] limit 200) v`,
  );
  await client.query(
    `insert into case_alarm (case_id, kind, text) select id, 'stuck', '应当动作而没有动作' from work_view where not ended and kind = 'case' order by id limit 12`,
  );
  log('正在整理……');
  await client.query('vacuum (analyze) work_view, work_search, case_detail, work_event, case_party, party, notification');
  await client.query('reset synchronous_commit');
}
