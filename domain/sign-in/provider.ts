/** Why a sign-in through the OpenID provider did not come about, in words for the person at the door. */
export const PROVIDER_REFUSALS = {
  'oidc-flow': { text: '这次登录没有从本浏览器的登录页开始，或者已经超时', need: '在登录页重新点击登录' },
  'oidc-denied': { text: '统一身份认证没有同意这次登录', need: '在统一身份认证重新登录，或者联系其管理员' },
  'oidc-token': { text: '统一身份认证送来的身份证明没有通过核验，没有登录', need: '重新登录；仍不成功的，告知安全管理员' },
  'oidc-away': { text: '统一身份认证暂时连不上', need: '稍后再试' },
  'oidc-unknown': { text: '统一身份认证中的账号没有对应到本系统的人员', need: '由安全管理员关联账号' },
  'oidc-subject-changed': { text: '这个用户名在统一身份认证中已换成另一个账号，为防冒名没有登录', need: '由安全管理员核对后批准新的账号' },
  'oidc-waiting': { text: '这个账号的关联还没有批准', need: '由安全管理员核对后批准' },
  'oidc-refused': { text: '安全管理员没有同意关联这个账号', need: '联系安全管理员' },
  'oidc-left': { text: '账号对应的人员已经停用', need: '联系系统管理员' },
} as const;

export type ProviderRefusal = keyof typeof PROVIDER_REFUSALS;

export const isProviderRefusal = (code: string | null): code is ProviderRefusal => code !== null && code in PROVIDER_REFUSALS;
