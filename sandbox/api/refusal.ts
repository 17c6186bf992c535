// How an OpenAPI call ends early: with Feishu's code, message and HTTP status. Thrown by handlers, answered in call.ts.

/** A refused call. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly headers: Record<string, string>;

  constructor(code: number, message: string, status = 400, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'ApiRefusal';
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}

/** 230001 invalid parameter. */
export function invalid(what: string): ApiRefusal {
  return new ApiRefusal(230001, `Your request contains an invalid request parameter, ext=${what}`);
}

/** 230020: the limit of 5 a second for one person, chat or message. */
export function tooFrequent(): ApiRefusal {
  return new ApiRefusal(230020, 'This operation triggers the frequency limit, ext=chat rate limit');
}
