// What the card validator may be told from outside, and the findings it gives back.

/** How strict cards are judged. */
export type CardRules = {
  /** A property or tag not known for its component is an error (as Feishu says of JSON 2.0), not a warning. */
  readonly strict: boolean;
};

/** What the validator must know of the tenant. */
export type CardSurroundings = {
  readonly personExists: (openId: string) => boolean;
  readonly atAllAllowed: boolean;
};

/** One thing wrong with a card. `code` is the API's code, `subCode` the ErrCode inside 230099's text. */
export type Finding = {
  readonly code: number;
  readonly subCode: number;
  readonly path: string;
  readonly message: string;
};

/** Collects findings while a card is walked. */
export class Findings {
  readonly errors: Finding[] = [];
  readonly warnings: Finding[] = [];
  readonly strict: boolean;
  readonly around: CardSurroundings;
  readonly names = new Set<string>();
  readonly elementIds = new Set<string>();
  elementCount = 0;
  tableCount = 0;

  constructor(rules: CardRules, around: CardSurroundings) {
    this.strict = rules.strict;
    this.around = around;
  }

  /** Adds an error; `subCode` 200621 is "card JSON parse error". */
  error(path: string, message: string, subCode = 200621, code = 230099): void {
    this.errors.push({ code, subCode, path, message });
  }

  /** Adds an error in strict mode, else a warning. */
  strictly(path: string, message: string, subCode = 200621): void {
    if (this.strict) this.error(path, message, subCode);
    else this.warn(path, message, subCode);
  }

  /** Adds a warning. */
  warn(path: string, message: string, subCode = 0): void {
    this.warnings.push({ code: 230099, subCode, path, message });
  }
}

/** The msg of Feishu's 230099 for a finding. */
export function findingText(finding: Finding): string {
  return `Failed to create card content, ext=ErrCode: ${finding.subCode}; ErrPath: ${finding.path}; ErrMsg: ${finding.message}; `;
}
