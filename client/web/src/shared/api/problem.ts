/** What went wrong, so that a page can say what to do. Codes are those of docs/http.md, and two of our own. */
export type ProblemCode =
  | 'INVALID_ARGUMENT'
  | 'OUT_OF_RANGE'
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'NOT_FOUND'
  | 'FAILED_PRECONDITION'
  | 'ALREADY_EXISTS'
  | 'ABORTED'
  | 'RESOURCE_EXHAUSTED'
  | 'UNAVAILABLE'
  | 'INTERNAL'
  /** No answer at all: the network, or the silo is away. */
  | 'NO_CONNECTION'
  /** An answer that is not ours, such as a proxy's page. */
  | 'UNKNOWN';

/** A refusal (RFC 9457) as the pages handle it. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    /** In words of the server, which name what and where. */
    readonly detail: string,
    /** By field of the request; empty for most. */
    readonly fields: Readonly<Record<string, readonly string[]>> = {},
    /** Seconds after which asking again makes sense. */
    readonly retryAfter?: number,
  ) {
    super(detail);
    this.name = 'Problem';
  }

  static noConnection(): Problem {
    return new Problem('NO_CONNECTION', 0, '');
  }

  static of(error: unknown): Problem {
    if (error instanceof Problem) return error;
    return new Problem('UNKNOWN', 0, error instanceof Error ? error.message : String(error));
  }

  /** Reads what the server answered. */
  static async read(answer: Response): Promise<Problem> {
    const body: unknown = await answer.json().catch(() => undefined);
    return Problem.parse(body, answer.status, Number(answer.headers.get('retry-after')) || undefined);
  }

  /** @param body the problem document, if it is one. */
  static parse(body: unknown, status: number, retryAfter?: number): Problem {
    const { code, detail, errors } = (isObject(body) ? body : {}) as Record<string, unknown>;
    return new Problem(
      typeof code === 'string' ? (code as ProblemCode) : codeOf(status),
      status,
      typeof detail === 'string' ? detail : '',
      isObject(errors) ? (errors as Record<string, string[]>) : {},
      retryAfter,
    );
  }

  /** True when the same request may go through later. */
  get passes(): boolean {
    return this.code === 'RESOURCE_EXHAUSTED' || this.code === 'UNAVAILABLE' || this.code === 'NO_CONNECTION';
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function codeOf(status: number): ProblemCode {
  switch (status) {
    case 401:
      return 'UNAUTHENTICATED';
    case 403:
      return 'PERMISSION_DENIED';
    case 404:
      return 'NOT_FOUND';
    case 409:
      return 'FAILED_PRECONDITION';
    case 413:
      return 'INVALID_ARGUMENT';
    case 429:
      return 'RESOURCE_EXHAUSTED';
    case 502:
    case 503:
    case 504:
      return 'UNAVAILABLE';
    default:
      return 'UNKNOWN';
  }
}
