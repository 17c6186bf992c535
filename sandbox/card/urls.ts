// Which addresses a card may carry: http and https everywhere, tel: in markdown, Feishu's own no-op on a platform key.

const platformNoOp = 'lark://msgcard/unsupported_action';

/** Says what is wrong with a url, or nothing. */
export function urlProblem(url: unknown, platformKey = false): string | undefined {
  if (typeof url !== 'string') return 'url must be a string';
  if (url === '' || (platformKey && url === platformNoOp)) return undefined;
  if (/\s/.test(url)) return 'url contains white space';
  if (!/^https?:\/\//i.test(url)) return 'url must be http or https';
  return URL.canParse(url) ? undefined : 'url is malformed';
}
