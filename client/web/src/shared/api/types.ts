import type { components, paths } from './schema';

type Schemas = components['schemas'];

/**
 * An answer as it comes: docs/http.md promises every field, also an empty one. Only objects and times may be absent;
 * a time that may be is asked for with `if`.
 */
export type Answer<T> = T extends readonly (infer Item)[]
  ? Answer<Item>[]
  : T extends object
    ? { [K in keyof T as NonNullable<T[K]> extends Leaf ? K : never]-?: Answer<NonNullable<T[K]>> } & {
        [K in keyof T as NonNullable<T[K]> extends Leaf ? never : K]?: Answer<NonNullable<T[K]>>;
      }
    : T;

type Leaf = string | number | boolean | readonly unknown[];

export type CaseSummary = Answer<Schemas['gridcity.type.v1.CaseSummary']>;
export type Case = Answer<Schemas['gridcity.type.v1.Case']>;
export type Stage = NonNullable<Schemas['gridcity.type.v1.Stage']>;
export type TimelineEntry = Answer<Schemas['gridcity.type.v1.TimelineEntry']>;
export type PossibleDuplicate = Answer<Schemas['gridcity.type.v1.PossibleDuplicate']>;
export type City = Answer<Schemas['gridcity.admin.v1.GetCityReply']>;
export type Category = Answer<Schemas['gridcity.admin.v1.Category']>;
export type Line = Answer<Schemas['gridcity.hotline.v1.Line']>;
export type WatchReply = Answer<Schemas['gridcity.query.v1.WatchReply']>;
export type Point = Schemas['gridcity.type.v1.Point'];

/** Paths that take a verb. */
export type PathsWith<Verb extends 'get' | 'post'> = {
  [P in keyof paths]: paths[P] extends Record<Verb, { responses: unknown }> ? P : never;
}[keyof paths];

type Operation<P extends keyof paths, Verb extends 'get' | 'post'> = paths[P] extends Record<Verb, infer O> ? O : never;

export type PathOf<P extends keyof paths, Verb extends 'get' | 'post'> =
  Operation<P, Verb> extends { parameters: { path: infer Path } } ? Path : undefined;

export type QueryOf<P extends keyof paths> =
  Operation<P, 'get'> extends { parameters: { query?: infer Query } } ? Query : undefined;

export type BodyOf<P extends keyof paths> =
  Operation<P, 'post'> extends { requestBody?: { content: { 'application/json': infer Body } } } ? Body : undefined;

export type ReplyOf<P extends keyof paths, Verb extends 'get' | 'post'> =
  Operation<P, Verb> extends { responses: { 200: { content: { 'application/json': infer Reply } } } }
    ? Answer<Reply>
    : unknown;
