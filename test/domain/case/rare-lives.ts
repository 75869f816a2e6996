/** Lives by real commands in which something happens that the ordinary and the random ones seldom see. */
import { tick } from '../../../domain/case/machine.ts';
import { type PayloadOf, type Scene, sha256 } from './kit.ts';
import {
  closed,
  conclusion,
  decided,
  evidenced,
  filed,
  hearing,
  hearingRecord,
  hearingRequested,
  notice,
  notified,
  paid,
  reviewed,
  served,
  service,
  uncorrected,
  waived,
} from './late-scenes.ts';
import {
  clearedAtOnce,
  costEnforced,
  costLowered,
  costOfAnother,
  costOverBudget,
  costUpheld,
  costWithdrawn,
  demolishedInUrgency,
  demolitionClosed,
  substituted,
} from './coercion-scenes.ts';
import { notApproved, refusedAndReturned, sealedAndDestroyed, testedAndReturned } from './seizure-scenes.ts';
import { citizen, company, conduct, dispatched, opened, STACKING, verification, verified } from './scenes.ts';

const officerIds = ['handler1', 'handler2'];

/** What the clock does by itself at that instant. */
const ticked = (scene: Scene): Scene => {
  const outcome = tick(scene.head, { now: scene.now, policy: scene.policy }, sha256);
  if (!outcome.ok) throw new Error(outcome.message);
  return scene.going(outcome);
};

/** One heap of sand beside a road: the street's clause and the road's, whose fine is higher. */
const severalClauses = (): Scene =>
  evidenced().did(
    'WeighClauses',
    {
      act: '同一堆砂石',
      candidates: [{ matterCode: 'JT-0101', why: '堆放处在公路用地范围内', stage: 'direct' }],
      stage: 'after-refusal',
      factors: { areaSqm: 3 },
    },
    'handler1',
  );

const announced = { method: 'public-notice', deliveredOn: '2026-03-06', serviceReason: '下落不明，邮寄退回' } as const;

const toldByPublicNotice = (): Scene =>
  ticked(
    reviewed().at('2026-03-06T10:00:00+08:00').did('NotifyProposedDecision', notice(announced), 'handler1').at('2026-04-07T00:00:00+08:00'),
  );

const servedByPublicNotice = (): Scene =>
  ticked(
    decided()
      .at('2026-03-09T10:00:00+08:00')
      .did('ServeDocument', service({ method: 'public-notice', serviceReason: '下落不明，邮寄退回' }), 'handler1')
      .at('2026-04-08T00:00:00+08:00'),
  );

const hearingGivenUp = (): Scene =>
  hearingRequested().did(
    'RecordStatement',
    {
      kind: 'statement',
      receivedOn: '2026-03-06',
      text: '不再要求听证',
      waivesHearing: true,
      points: [{ argument: '从轻', adopted: true, answer: '已在幅度内从轻' }],
    },
    'handler1',
  );

const inInstalments = (): Scene =>
  served()
    .at('2026-03-17T10:00:00+08:00')
    .did(
      'GrantInstalments',
      {
        appliedOn: '2026-03-16',
        reason: '低保户，经济困难',
        plan: [
          { dueOn: '2026-04-24', amount: 100 },
          { dueOn: '2026-05-24', amount: 200 },
        ],
      },
      'townhead',
    )
    .did('RecordPerformance', { on: '2026-03-17', what: '清理堆放的砂石', result: '已清理', complete: true }, 'handler1')
    .did('RecordPayment', { amount: 100, paidOn: '2026-03-17', receipt: '浙0001' }, 'handler1');

/** A link to another item, which takes down the same. */
const linked = (): Scene => verified().did('LinkItem', { itemId: 'whistle-1', relation: 'called-for', reason: '请水利局到场' }, 'handler1');

const published = (): Scene =>
  paid().did(
    'PublishPenalty',
    { publishedOn: '2026-03-16', where: '县政府网站', socialImpact: '群众反映强烈', redacted: true },
    'townhead',
  );

const changedInReview = (): Scene =>
  published()
    .did('RecordLitigation', { kind: 'review', step: 'started', on: '2026-03-16', reference: '复议1号', stopsExecution: true }, 'handler1')
    .did(
      'RecordLitigation',
      { kind: 'review', step: 'ended', on: '2026-03-16', reference: '复议1号决定', result: 'changed', fine: 200, text: '变更为罚款二百元' },
      'handler1',
    )
    .did('WithdrawPublication', { withdrawnOn: '2026-03-16', ground: 'changed', explanation: '决定被变更' }, 'townhead');

const heldByCourt = (): Scene =>
  served()
    .at('2026-09-14T10:00:00+08:00')
    .did(
      'DemandPerformance',
      {
        text: '请于十日内缴纳罚款',
        method: 'left',
        deliveredOn: '2026-09-14',
        recipient: '张三',
        receipt: '送达回证5号',
        witness: '村干部李四',
        serviceReason: '拒绝签收',
      },
      'handler1',
    )
    .at('2026-12-01T10:00:00+08:00')
    .did(
      'ApplyCourtEnforcement',
      { appliedOn: '2026-12-01', court: '云溪县人民法院', materials: ['强制执行申请书', '决定书'], lateReason: '当事人申请执行和解未果' },
      'townhead',
    )
    .did('RecordCourtAnswer', { on: '2026-12-01', answer: 'ended', text: '终结执行裁定' }, 'handler1');

const longer = (): Scene =>
  filed()
    .did('ExtendTerm', { term: 'decision-deadline#1', length: 30, reason: '案情复杂' }, 'townhead')
    .did(
      'ExtendTerm',
      { term: 'decision-deadline', length: 10, reason: '案情复杂', memberIds: ['townhead', 'towndeputy'], minutes: '同意再延长十日' },
      'townhead',
    )
    .did('SuspendCase', { cause: 'co-investigation', reason: '等待税务机关协查' }, 'townhead')
    .did('ResumeCase', { reason: '协查结果已取得' }, 'townhead');

/** The review was asked for and came by itself: a circumstance that the graded list knows. */
const overtaken = (): Scene => {
  const asked = verified()
    .did('ProposeTransfer', { to: 'bureau-reviews', reasons: '案情疑难' }, 'townhead')
    .did('OrderCorrection', { requirement: '清理堆放的砂石', dueOn: '2026-03-04', officerIds }, 'handler1');
  return asked
    .at('2026-03-05T09:00:00+08:00')
    .did(
      'RecordCorrectionCheck',
      { correctionId: asked.file.corrections[0]?.id ?? '', corrected: false, findings: '仍未清理', officerIds },
      'handler1',
    )
    .did('FileCase', { officerIds, reason: '拒不改正', circumstances: ['complex'] }, 'townhead');
};

const suspected = (): Scene =>
  evidenced()
    .did('MarkCriminalSuspicion', { suspected: true, grounds: '数量较大' }, 'handler1')
    .did('MarkCriminalSuspicion', { suspected: false, grounds: '经核实数量有误' }, 'townhead');

const referral = (scene: Scene): Scene =>
  scene.did(
    'ReferToPolice',
    {
      crime: '污染环境罪',
      grounds: '倾倒三吨以上',
      officerIds,
      files: [
        { kind: 'transfer-letter', title: '移送书' },
        { kind: 'investigation-report', title: '调查报告', evidenceId: scene.file.evidence[0]?.id ?? null },
      ],
    },
    'handler1',
  );

const notReferred = (): Scene => referral(evidenced()).did('RefuseReferral', { reason: '达不到追诉标准' }, 'townhead');

const objected = (): Scene => {
  const sent = referral(evidenced()).did('ApproveReferral', { opinion: '同意移送' }, 'townhead');
  return sent
    .did(
      'HandOverToPolice',
      {
        to: '云溪县公安局',
        receipt: '收〔2026〕8号',
        custody: sent.file.evidence.map(({ id }) => id),
        goodsIncluded: true,
        copiedToProcurator: true,
      },
      'handler1',
    )
    .did('RecordPoliceAnswer', { filed: false, receivedOn: '2026-03-05', documentNumber: '云公不立字3号', text: '不予立案' }, 'handler1')
    .did('ObjectToPolice', { to: 'police', grounds: '数量计算有误' }, 'townhead');
};

/** Everything that is collected, in every way there is. */
const collected = (): Scene => {
  const photo = 'a'.repeat(64);
  const camera = filed()
    .did(
      'AddEvidence',
      {
        kind: 'audiovisual',
        title: '现场照片',
        fileHash: photo,
        original: false,
        copyNote: '原始载体存执法记录仪',
        officerIds,
        collectedAt: '2026-03-05T08:50:00+08:00',
        place: '青石镇中心街12号',
        provider: '群众王五',
      },
      'handler1',
    )
    .did(
      'RecordOffSiteEvidence',
      {
        title: '路口监控录像',
        fileHash: 'b'.repeat(64),
        deviceNumber: '云监017',
        deviceCheckedOn: '2026-01-10',
        legalReviewOn: '2026-01-12',
        sitePublished: true,
        publishedWhere: '县政府网站',
        capturedAt: '2026-03-05T08:00:00+08:00',
        place: '中心街路口',
        reviewerIds: officerIds,
        review: '真实、清晰、完整、准确',
        passed: true,
        partyToldOn: '2026-03-05',
      },
      'handler1',
    )
    .did(
      'PreserveEvidence',
      {
        items: [{ name: '砂石', quantity: '1车', place: '院内' }],
        officerIds,
        partyPresent: false,
        witness: '邻居赵六',
        urgentReason: '正在转移',
      },
      'handler1',
    )
    .did(
      'RecordInterview',
      {
        person: '张三',
        role: 'party',
        officerIds,
        askedAt: '2026-03-05T08:55:00+08:00',
        place: '镇司法所',
        certificateShown: true,
        summary: '承认堆放',
        signed: false,
        signatureNote: '拒绝签名',
      },
      'handler1',
    )
    .did(
      'RecordSampling',
      {
        from: '砂石堆',
        samples: [{ name: '砂样', quantity: '1袋' }],
        method: '随机抽取',
        takenOn: '2026-03-05',
        partyPresent: true,
        officerIds,
      },
      'handler1',
    )
    .did(
      'RequestAppraisal',
      { kind: 'test', subject: '砂石含泥量', body: '市检测中心', expectedOn: '2026-03-20', partyToldOn: '2026-03-04' },
      'handler1',
    );
  const [goods] = camera.file.preservations;
  const [asked] = camera.file.appraisals;
  const checked = camera
    .did('ApprovePreservation', { preservationId: goods?.id ?? '', approved: false, reason: '没有必要' }, 'townhead')
    .did('ResolvePreservation', { preservationId: goods?.id ?? '', kind: 'measures-lifted', note: '当场发还' }, 'handler1')
    .did(
      'RecordAppraisal',
      {
        appraisalId: asked?.id ?? '',
        opinion: '含泥量超标',
        receivedAt: '2026-03-05T10:00:00+08:00',
        partyToldOn: '2026-03-05',
        officerIds,
      },
      'handler1',
    );
  const [first] = checked.file.evidence;
  return checked.did('ExcludeEvidence', { evidenceId: first?.id ?? '', illegal: '偷拍', reason: '取得方式违法' }, 'townhead');
};

/** The office's own acts: notes, handing over, recusal, links, corrections, urging. */
const officeWork = (): Scene => {
  const urged = filed()
    .did('AddNote', { text: '当事人来电询问' }, 'handler1')
    .did('LinkCases', { caseId: 'case-2', kind: 'linked', reason: '同一工地' }, 'handler1')
    .did('CorrectRecord', { seq: 4, field: 'party-phone', party: 1, after: '13800000002', reason: '号码记错' }, 'handler1')
    .did('HandOver', { toId: 'handler3', papers: ['卷宗'], reason: '轮岗' }, 'handler2')
    .did('DeclineHandOver', { reason: '材料不全' }, 'handler3')
    .did('HandOver', { toId: 'handler3', papers: ['卷宗', '照片'], reason: '轮岗' }, 'handler2')
    .did('AcceptHandOver', { papersComplete: true }, 'handler3')
    .did('Recuse', { personId: 'townhead', by: 'party', reason: '与举报人系亲属' }, 'handler1')
    .did('Urge', { text: '请抓紧办理', answerDueAt: '2026-03-09T17:00:00+08:00' }, 'supervisor')
    .did('IssueSupervision', { text: '请说明进度', answerDueAt: '2026-03-10T17:00:00+08:00' }, 'supervisor');
  const {
    recusals: [recusal],
    urges: [urge],
    supervisions: [order],
  } = urged.file;
  return urged
    .did(
      'DecideRecusal',
      {
        recusalId: recusal?.id ?? '',
        granted: false,
        reason: '不属实',
        memberIds: ['towndeputy', 'townreview'],
        minutes: '集体讨论不同意',
      },
      'towndeputy',
    )
    .did('AnswerUrge', { urgeId: urge?.id ?? '', answer: '本周内调查终结' }, 'handler1')
    .did('AnswerSupervision', { supervisionId: order?.id ?? '', answer: '已制定整改措施' }, 'townhead')
    .did('ReassignHandler', { handlerIds: officerIds, reason: '原承办人借调' }, 'townhead');
};

const heardInPrivate = (): Scene =>
  hearingRequested()
    .at('2026-03-09T11:00:00+08:00')
    .did('ScheduleHearing', hearing({ public: false, closedReason: '涉及商业秘密' }), 'bureaureview')
    .at('2026-03-20T11:00:00+08:00')
    .did('RecordHearing', hearingRecord({ signed: false, signatureNote: '当事人拒绝签名' }), 'bureauhead')
    .did('ReviewAfterHearing', { opinion: '听证程序合法' }, 'bureaureview');

const metOnArrival = (): Scene =>
  opened({ handlerId: 'handler1', matterCode: STACKING, conduct, parties: [citizen] })
    .did('DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }, 'dispatcher')
    .did('AcceptDispatch', { handlerIds: officerIds }, 'handler1')
    .did('RecordVerification', verification({ arrivedAt: '2026-03-02T09:05:00+08:00' }), 'handler1')
    .did('OrderCorrection', { requirement: '清理', dueOn: '2026-03-04', documentNumber: '青责改〔2026〕1号', officerIds }, 'handler1')
    .did(
      'RecordSampling',
      {
        from: '砂石堆',
        samples: [{ name: '砂样', quantity: '1袋' }],
        method: '随机抽取',
        takenOn: '2026-03-02',
        partyPresent: false,
        witness: '村干部李四',
        officerIds,
      },
      'handler1',
    );

const sentBack = (): Scene => dispatched().did('RefuseDispatch', { reason: '地址在柳林镇' }, 'townhead');

const letOff = (): Scene =>
  verified()
    .did('RecordStopAction', { action: '清理', result: '已清', corrected: true, officerIds }, 'handler1')
    .did('ExemptMinorViolation', { finding: '堆放不足1平方米', noHarm: true, education: '当场教育', educatedOn: '2026-03-02' }, 'townhead');

/** Above the benchmark, with goods still held; sent back once and answered. */
const deviating = (): Scene => {
  const held = evidenced().did(
    'PreserveEvidence',
    { items: [{ name: '砂石', quantity: '1车', place: '院内' }], officerIds, partyPresent: true },
    'townhead',
  );
  const openPreservations = held.file.preservations.map(({ id }) => ({ id, reason: '待决定后处理' }));
  const returned = held
    .did('ConcludeInvestigation', conclusion(held, { fine: 600, deviationReason: '多次投诉，影响通行', openPreservations }), 'handler1')
    .did('DecideDeviation', { approved: true, opinion: '同意' }, 'bureauhead')
    .did('SubmitForReview', { statement: '请审核', otherMandatory: '本县规定偏离基准的应当审核' }, 'handler1')
    .did('ReturnForSupplement', { opinions: ['补充测量方法'] }, 'bureaureview');
  return returned.did(
    'AnswerOpinions',
    { answers: returned.file.review!.returns.flatMap(({ opinions }) => opinions.map(({ id }) => ({ id, answer: '用卷尺实测' }))) },
    'handler1',
  );
};

const reviewedAbove = (): Scene =>
  verified()
    .did('ProposeTransfer', { to: 'bureau-reviews', unitId: 'bureau', reasons: '案情疑难' }, 'townhead')
    .did(
      'AcceptTransfer',
      { handlerIds: ['bureauhandler1', 'bureauhandler2'], custody: ['evidence-1'], custodyNote: '只上提审核' },
      'bureauhead',
    );

const notTakenUp = (): Scene =>
  evidenced()
    .did('ProposeTransfer', { to: 'bureau-closes', reasons: '案情复杂' }, 'townhead')
    .did('RefuseTransfer', { reasons: '案情并不复杂' }, 'bureauhead');

const answeredInReview = (): Scene =>
  published()
    .did(
      'RecordLitigation',
      { kind: 'review', step: 'started', on: '2026-03-16', copyReceivedOn: '2026-03-16', simplified: true, reference: '复议1号' },
      'handler1',
    )
    .did(
      'RecordLitigationAnswer',
      { kind: 'review', submittedOn: '2026-03-16', reference: '答复1号', materials: ['答复书', '证据清单'] },
      'handler1',
    )
    .did(
      'RecordLitigation',
      {
        kind: 'review',
        step: 'ended',
        on: '2026-03-16',
        servedOn: '2026-03-16',
        reference: '复议1号决定',
        result: 'changed',
        fine: 350,
        oppositeRequest: true,
        text: '第三人提出相反请求',
      },
      'handler1',
    );

const demanded = (): Scene =>
  served()
    .at('2026-03-26T10:00:00+08:00')
    .did(
      'DemandPerformance',
      {
        text: '请于十日内缴纳罚款及加处罚款',
        method: 'left',
        deliveredOn: '2026-03-26',
        recipient: '张三',
        receipt: '送达回证5号',
        recordingHash: 'd'.repeat(64),
        serviceReason: '拒绝签收',
      },
      'handler1',
    );

const agreed = (): Scene => {
  const scene = demanded().did('RecordDemandComment', { receivedOn: '2026-03-26', text: '已清理现场，请求减免' }, 'handler1');
  return scene
    .did(
      'AnswerDemandComment',
      { id: scene.file.execution.comments[0]?.id ?? '', adopted: true, findings: '经复核，现场已清理' },
      'handler1',
    )
    .did('AgreeExecution', { performBy: '2026-04-30', surcharge: 3, remedy: '已清理现场', text: '四月底前缴清' }, 'townhead');
};

const endedForWant = (): Scene =>
  demanded()
    .did('WaiveSurcharge', { reason: '当事人为低保户' }, 'townhead')
    .did('SuspendExecution', { ground: 'no-ability', reason: '暂无收入' }, 'townhead')
    .did('ResumeExecution', { reason: '查到遗产线索' }, 'townhead')
    .did('EndExecution', { ground: 'died', reason: '当事人死亡，无遗产' }, 'townhead');

const cashHandedOver = (): Scene =>
  served()
    .at('2026-03-16T10:00:00+08:00')
    .did('RecordPayment', { amount: 300, paidOn: '2026-03-16', channel: 'cash', cashGround: 'remote', receipt: '浙0001' }, 'handler1')
    .did('HandOverCash', { receipt: '浙0001', step: 'to-agency', on: '2026-03-16', proof: '交接单1号' }, 'handler1')
    .did('HandOverCash', { receipt: '浙0001', step: 'to-bank', on: '2026-03-16', proof: '缴款书1号' }, 'handler1');

const cashLanded = (): Scene =>
  served()
    .at('2026-03-16T10:00:00+08:00')
    .did(
      'RecordPayment',
      { amount: 300, paidOn: '2026-03-16', channel: 'cash', cashGround: 'remote', receipt: '浙0004', onWater: true },
      'handler1',
    )
    .did('RecordLanding', { receipt: '浙0004', landedOn: '2026-03-16' }, 'handler1');

const applied = (): Scene =>
  uncorrected()
    .did('RequestFiling', { officerIds, reason: '拒不改正' }, 'handler1')
    .did('FileCase', { officerIds, reason: '应当给予行政处罚' }, 'townhead')
    .did(
      'PreserveEvidence',
      { items: [{ name: '桌椅', quantity: '3', place: '门前' }], officerIds, partyPresent: true, urgentReason: '当事人正在搬离' },
      'handler1',
    );

const approvedLater = (): Scene => {
  const scene = applied();
  return scene.did(
    'ApprovePreservation',
    { preservationId: scene.file.preservations[0]?.id ?? '', approved: true, reason: '情况紧急' },
    'townhead',
  );
};

const discussed = (): Scene =>
  waived().did(
    'RecordCollectiveDiscussion',
    { heldOn: '2026-03-06', memberIds: ['townhead', 'towndeputy'], minutes: '逐一发表意见，一致同意', conclusion: '同意拟处罚意见' },
    'townhead',
  );

const reopened = (): Scene =>
  closed().did(
    'ReopenCase',
    { to: 'evidence', reason: '发现新证据', legalBasis: '《行政处罚法》第七十五条', decisionRevoked: true },
    'bureauhead',
  );

const transferred = (): Scene =>
  filed().did('TransferToAgency', { agency: '云溪县水利局', reason: '在河道管理范围内', receipt: '回执3号' }, 'townhead');

const identified = (): Scene => filed().did('IdentifyParties', { parties: [citizen, company], how: '营业执照、身份证' }, 'handler1');

/** With the police since 03-05, who filed it on 03-06. */
export const atThePolice = (waits: boolean): Scene =>
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
    .at('2026-03-06T15:00:00+08:00')
    .did(
      'RecordPoliceAnswer',
      { filed: true, receivedOn: '2026-03-06', documentNumber: '云公立〔2026〕8号', text: '立案', waits },
      'handler1',
    )
    .did('HandOverGoodsToPolice', { items: '案卷材料一册', receipt: '9号' }, 'handler1');

export const policeReturn = (patch: Partial<PayloadOf<'RecordPoliceReturn'>> = {}): PayloadOf<'RecordPoliceReturn'> => ({
  how: 'withdrawn',
  from: '云溪县公安局',
  documentNumber: '云公撤〔2026〕5号',
  receivedOn: '2026-05-20',
  text: '犯罪事实显著轻微，不需要追究刑事责任',
  ...patch,
});

/** Not prosecuted, with an opinion of the procurator that is answered once it is decided. */
const givenBack = (): Scene => {
  const scene = atThePolice(true)
    .at('2026-05-21T09:00:00+08:00')
    .did(
      'RecordPoliceReturn',
      policeReturn({
        how: 'not-prosecuted',
        from: '云溪县人民检察院',
        documentNumber: '云检刑不诉〔2026〕12号',
        goods: '案卷材料一册、废桶三只',
        opinion: { number: '云检意〔2026〕3号', demand: '建议给予行政处罚', answerDueOn: '2026-07-10' },
      }),
      'handler1',
    );
  return scene.did(
    'AnswerProcurator',
    {
      opinionId: scene.file.procuratorOpinions[0]?.id ?? '',
      answeredOn: '2026-05-21',
      documentNumber: '青综执函〔2026〕1号',
      result: '正在调查',
    },
    'handler1',
  );
};

const givenBackWhenClosed = (): Scene =>
  atThePolice(false)
    .at('2026-03-16T10:00:00+08:00')
    .did('CloseCase', { ground: 'transferred-police', reason: '已立案' }, 'townhead')
    .at('2026-06-20T10:00:00+08:00')
    .did('RecordPoliceReturn', policeReturn({ receivedOn: '2026-06-20' }), 'townhead');

export const rareLives: Record<string, () => Scene> = {
  'the proposed decision told by public notice': toldByPublicNotice,
  'the decision served by public notice': servedByPublicNotice,
  'a hearing given up': hearingGivenUp,
  'paid in instalments': inInstalments,
  'changed in review': changedInReview,
  'with the court': heldByCourt,
  'longer than the term': longer,
  'a transfer overtaken by the graded list': overtaken,
  'suspected of a crime and cleared': suspected,
  'not referred to the police': notReferred,
  'not filed by the police, and objected to': objected,
  'evidence of every kind': collected,
  'linked with another item': linked,
  'terminated because the party is gone': () =>
    filed().did('CloseCase', { ground: 'terminated', cause: 'party-gone', reason: '当事人死亡' }, 'townhead'),
  'the office’s own acts': officeWork,
  'sent back by the unit': sentBack,
  'let off': letOff,
  'above the benchmark': deviating,
  'reviewed above': reviewedAbove,
  'not taken up above': notTakenUp,
  'filed on application': approvedLater,
  'discussed together': discussed,
  reopened: reopened,
  'heard behind closed doors': heardInPrivate,
  'met on arrival': metOnArrival,
  'a request to file sent back, and nothing filed': () =>
    uncorrected()
      .did('RequestFiling', { officerIds, reason: '拒不改正' }, 'handler1')
      .did('ReturnFilingRequest', { reasons: '补充现场照片' }, 'townhead')
      .did('DeclineFiling', { ground: 'no-fault', reason: '砂石为他人所堆', education: '当场宣讲' }, 'townhead'),
  'given back by the procurator': givenBack,
  'given back after it was closed': givenBackWhenClosed,
  'transferred to another agency': transferred,
  'parties identified late': identified,
  'a rural building taken down': demolitionClosed,
  'a building taken down in urgency': demolishedInUrgency,
  'performed in the party’s stead': substituted,
  'a road cleared at once': clearedAtOnce,
  'the cost of a substitute performance, enforced by the court': costEnforced,
  'the cost of a substitute performance, lowered in review and paid': costLowered,
  'the cost of a substitute performance, upheld in review': costUpheld,
  'the cost of a substitute performance, borne by somebody else': costOfAnother,
  'the cost of a substitute performance, taken back': costWithdrawn,
  'the cost of a substitute performance, over its budget': costOverBudget,
  'goods detained, tested and given back': testedAndReturned,
  'goods sealed in urgency, extended and destroyed': sealedAndDestroyed,
  'goods detained without the approval': refusedAndReturned,
  'a seizure not approved': notApproved,
  'a defence looked into later': () =>
    notified()
      .did('RecordStatement', { kind: 'defence', receivedOn: '2026-03-06', text: '已经清理' }, 'handler1')
      .did('RecheckStatement', { points: [{ argument: '已经清理', adopted: true, answer: '复核属实，从轻' }] }, 'handler1'),
  'answered in review': answeredInReview,
  'upheld in review': () =>
    served()
      .at('2026-03-16T10:00:00+08:00')
      .did('RecordLitigation', { kind: 'review', step: 'started', on: '2026-03-12', reference: '复议1号' }, 'handler1')
      .did('RecordLitigation', { kind: 'review', step: 'ended', on: '2026-03-16', reference: '复议1号决定', result: 'upheld' }, 'handler1'),
  'cash collected on the water': cashLanded,
  'an execution agreement': agreed,
  'execution ended for want of anybody': endedForWant,
  'cash handed over': cashHandedOver,
  'under several clauses': severalClauses,
  'told twice': () =>
    notified().did(
      'NotifyProposedDecision',
      notice({ recipient: '张三之妻', method: 'left', serviceReason: '拒绝签收', recordingHash: 'e'.repeat(64) }),
      'handler1',
    ),
};
