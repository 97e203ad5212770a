import { validationException } from './errors.ts';
import type { ListInput } from './schemas.ts';

/** What the List operations filter and sort by. */
export interface Listable {
  name: string;
  /** Seconds since the epoch. */
  createdAt: number;
  modifiedAt?: number;
  status?: string;
}

/** One page of a list. */
export interface Page<T> {
  items: T[];
  NextToken?: string;
}

/** As in the service for most lists. */
const DEFAULT_PAGE_SIZE = 10;

/** Filters, sorts (latest first unless asked otherwise) and cuts a page, as all List operations do. */
export const listPage = <T>(
  all: Iterable<T>,
  input: ListInput,
  describe: (item: T) => Listable,
): Page<T> => {
  const rows = [...all].map((item, order) => ({ item, order, ...describe(item) }));
  const wanted = rows.filter((row) => matches(row, input));
  const sortBy = input.SortBy ?? 'CreationTime';
  const direction = (input.SortOrder ?? 'Descending') === 'Descending' ? -1 : 1;
  const key = (row: Listable) =>
    sortBy === 'Name'
      ? row.name
      : sortBy === 'Status'
        ? (row.status ?? '')
        : sortBy === 'LastModifiedTime'
          ? (row.modifiedAt ?? row.createdAt)
          : row.createdAt;
  // Equal keys keep the order of creation, so that two made in one millisecond stay in order.
  wanted.sort((a, b) => direction * (compare(key(a), key(b)) || a.order - b.order));

  const start = input.NextToken === undefined ? 0 : decodeToken(input.NextToken);
  const end = start + (input.MaxResults ?? DEFAULT_PAGE_SIZE);
  return {
    items: wanted.slice(start, end).map((row) => row.item),
    ...(end < wanted.length && { NextToken: encodeToken(end) }),
  };
};

const matches = (row: Listable, input: ListInput): boolean => {
  const modifiedAt = row.modifiedAt ?? row.createdAt;
  return (
    row.name.toLowerCase().includes((input.NameContains ?? '').toLowerCase()) &&
    (input.StatusEquals === undefined || row.status === input.StatusEquals) &&
    row.createdAt > (input.CreationTimeAfter ?? -Infinity) &&
    row.createdAt < (input.CreationTimeBefore ?? Infinity) &&
    modifiedAt > (input.LastModifiedTimeAfter ?? -Infinity) &&
    modifiedAt < (input.LastModifiedTimeBefore ?? Infinity)
  );
};

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

const encodeToken = (offset: number) => Buffer.from(`offset:${offset}`).toString('base64');

const decodeToken = (token: string): number => {
  const offset = /^offset:(\d+)$/.exec(Buffer.from(token, 'base64').toString())?.[1];
  if (offset === undefined) throw validationException('Invalid pagination token.');
  return Number(offset);
};
