// Failures with their message and stack as a payload, which the codec encrypts: a reason may quote what it is about. CommonJS,
// as the SDK loads it by its path, in this process and into the workflows' bundle.
const { DefaultFailureConverter } = require('@temporalio/common');

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
