/** RFC 9457 problems: what a client is told when something is not done. Words are Chinese, codes stable. */
import type { Refusal } from '../../domain/result.ts';

export interface FieldProblem {
  /** Dotted path into the body, `parties.0.name`; `query.limit`, `header.If-Match`, `path.caseId` outside of it. */
  path: string;
  /** The field's name as the form shows it. */
  title: string;
  message: string;
}

export const PROBLEM_TITLES: Record<number, string> = {
  400: '请求不可读',
  401: '请先登录',
  403: '无权办理',
  404: '没有找到',
  405: '不支持这种请求方法',
  406: '不能以所要求的格式回答',
  408: '请求超时',
  409: '现在不能这样办',
  412: '案件已有新的变化',
  413: '内容过大',
  415: '不支持这种内容类型',
  416: '所要的范围不对',
  422: '填写有误',
  428: '缺少前提',
  429: '尝试过于频繁',
  431: '请求头过大',
  500: '系统内部错误',
  503: '暂时不能办理',
};

interface Details {
  needs?: readonly string[];
  basis?: readonly string[];
  errors?: readonly FieldProblem[];
  headers?: Record<string, string>;
  /** More members, for programs. */
  more?: Record<string, unknown>;
}

/** Thrown anywhere behind a route; the error handler answers it. Never carries a stack to the client. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Details;

  constructor(status: number, code: string, detail: string, details: Details = {}) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** The body, `application/problem+json`. */
  body(instance: string): Record<string, unknown> {
    const { needs = [], basis, errors, more } = this.details;
    return {
      type: `/api/v1/docs#problem-${this.code}`,
      title: PROBLEM_TITLES[this.status] ?? '请求未能完成',
      status: this.status,
      detail: this.message,
      instance,
      code: this.code,
      needs,
      ...(basis && basis.length > 0 ? { basis } : {}),
      ...(errors ? { errors } : {}),
      ...more,
    };
  }
}

export const notFound = (detail = '没有这一项，或者您无权查看', code = 'not-found'): Problem => new Problem(404, code, detail);

export const forbidden = (code: string, detail: string, needs: string[] = [], basis?: string[]): Problem =>
  new Problem(403, code, detail, { needs, ...(basis ? { basis } : {}) });

export const invalid = (errors: FieldProblem[], detail?: string, more?: Record<string, unknown>): Problem =>
  new Problem(422, 'invalid-input', detail ?? `有${errors.length}处填写有误：${errors[0]?.message ?? ''}`, {
    ...(more ? { more } : {}),
    errors,
    needs: errors.slice(0, 20).map((error) => (error.title ? `${error.title}：${error.message}` : error.message)),
  });

/** A part is away. `retryAfter` in seconds. */
export const unavailable = (code: string, detail: string, retryAfter = 2, more: Record<string, unknown> = {}): Problem =>
  new Problem(503, code, detail, { needs: ['稍后重试'], headers: { 'Retry-After': String(retryAfter) }, more });

/** 503 that trying again does not cure: somebody has to mend the case first. */
export const needsMending = (code: string, detail: string, more: Record<string, unknown> = {}): Problem =>
  new Problem(503, code, detail, { needs: ['由运维人员按运维手册恢复本案，之后重新提交'], headers: { 'Retry-After': '300' }, more });

/** Refusals about who acts are 403, a stale version is 412, what is filled in wrongly 422, all others are the rules' own 409. */
const REFUSAL_STATUS: Record<string, number> = {
  'role-required': 403,
  'not-your-case': 403,
  'not-your-unit': 403,
  'head-required': 403,
  'stale-version': 412,
  'unknown-command': 404,
  // A rule that was asked for somebody else's form: what is wrong stands in it.
  'invalid-input': 422,
};

export const refused = (refusal: Refusal): Problem =>
  new Problem(REFUSAL_STATUS[refusal.code] ?? 409, refusal.code, refusal.message, {
    needs: refusal.needs,
    ...(refusal.basis ? { basis: refusal.basis } : {}),
  });
