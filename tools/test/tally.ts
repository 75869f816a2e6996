/** What a run of tests came to. Names are `project › file › test`. */
export interface Tally {
  passed: number;
  failed: string[];
  skipped: string[];
}

export const emptyTally = (): Tally => ({ passed: 0, failed: [], skipped: [] });

export function addTally(into: Tally, more: Tally): void {
  into.passed += more.passed;
  into.failed.push(...more.failed);
  into.skipped.push(...more.skipped);
}

/** The one line that ends a run. */
export function countingLine(tally: Tally): string {
  const line = `${tally.passed} passed, ${tally.failed.length} failed`;
  return tally.skipped.length > 0 ? `${line}, ${tally.skipped.length} skipped` : line;
}

/** The parts of vitest's JSON report that are counted. */
export interface VitestReport {
  testResults: { name: string; status: string; message?: string; assertionResults: { status: string; fullName: string }[] }[];
}

/**
 * Counts a project's report. A file that failed without a failing test could not be loaded, or its hooks failed: one
 * failure. A run that ended badly although nothing failed had an error outside the tests: one failure. So is a project
 * that has test files and ran no test: nothing that was written may silently not run.
 */
export function tallyOf(
  project: string,
  report: VitestReport | undefined,
  exitCode: number | null,
  nameOf: (file: string) => string = (file) => file,
): Tally {
  const tally = emptyTally();
  for (const file of report?.testResults ?? []) {
    const where = `${project} › ${nameOf(file.name)}`;
    for (const { status, fullName } of file.assertionResults) {
      const name = `${where} › ${fullName}`;
      if (status === 'passed') tally.passed += 1;
      else if (status === 'failed') tally.failed.push(name);
      else tally.skipped.push(name);
    }
    const failing = file.assertionResults.some(({ status }) => status === 'failed');
    if (file.status === 'failed' && !failing) tally.failed.push(`${where}（测试文件未能加载或前后置步骤失败）`);
    else if (file.assertionResults.length === 0 && file.status !== 'failed') tally.failed.push(`${where}（没有任何测试）`);
  }
  if (tally.failed.length === 0) {
    if (!report) tally.failed.push(`${project}（没有测试结果）`);
    else if (exitCode !== 0) tally.failed.push(`${project}（测试之外的错误，退出码 ${exitCode}）`);
    else if (tally.passed + tally.skipped.length === 0) tally.failed.push(`${project}（有测试文件，却没有运行任何测试）`);
  }
  return tally;
}
