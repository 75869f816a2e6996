/** How a paper was served 送达: the same fields wherever a command serves one (民事诉讼法 87-95). */
import { SERVICE_METHODS, SERVICE_METHOD_LABELS } from '../vocabulary.ts';
import { choice, fileHash, legalDate, longText, text } from '../work/fields.ts';

export const serviceFields = {
  method: choice('送达方式', SERVICE_METHODS, SERVICE_METHOD_LABELS),
  deliveredOn: legalDate('送达日期', '邮寄的填回执上的收件日期，电子送达的填到达对方系统的日期，公告的填发出公告的日期'),
  recipient: text('签收人', 100),
  receipt: text('送达凭证', 200),
  witness: text('见证人', 100).nullable().default(null),
  recordingHash: fileHash('照片或者录像').nullable().default(null),
  serviceReason: longText('采用该方式的理由', '留置、委托、转交、公告送达的必须填写', 1000).nullable().default(null),
};
