// As failure-converter.cjs, for what workflows fail with: the sentence of a refusal and what an activity said are encrypted. An
// error of our own code names no case content (workflows/work.ts) and stays legible: it stops a case, and an operator has to
// read why in Temporal's pages, in alarms and in a replay.
const { DefaultFailureConverter, TemporalFailure } = require('@temporalio/common');

const sealed = new DefaultFailureConverter({ encodeCommonAttributes: true });
const legible = new DefaultFailureConverter();

exports.failureConverter = {
  errorToFailure: (error, ...more) => (error instanceof TemporalFailure ? sealed : legible).errorToFailure(error, ...more),
  failureToError: (...given) => sealed.failureToError(...given),
};
