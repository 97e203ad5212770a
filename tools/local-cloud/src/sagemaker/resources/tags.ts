import { z } from 'zod';

import { resourceTypeOf } from '../api/arns.ts';
import { validationException } from '../api/errors.ts';
import { operation, type Operations } from '../api/operation.ts';
import { tag } from '../api/schemas.ts';

type TagList = z.output<typeof tag>[];

const MAX_TAGS = 50;
const resourceArn = z.string().max(256);

/** Tags of all resources, by ARN; an ARN is known from `keep` to `forget`. */
export class Tags {
  private readonly byArn = new Map<string, Map<string, string>>();

  /** Takes note of a new resource. */
  keep(arn: string, tags: TagList = []): void {
    this.byArn.set(arn, new Map(tags.map(({ Key, Value }) => [Key, Value])));
  }

  forget(arn: string): void {
    this.byArn.delete(arn);
  }

  /** Whether a request for tags is about a resource kept here and not by another service. */
  concern(input: Record<string, unknown>): boolean {
    const arn = input['ResourceArn'];
    return typeof arn !== 'string' || resourceTypeOf(arn) !== undefined;
  }

  readonly operations: Operations = {
    AddTags: operation(
      z.object({ ResourceArn: resourceArn, Tags: z.array(tag).max(MAX_TAGS) }),
      ({ ResourceArn, Tags }) => {
        const tags = this.of(ResourceArn);
        const size = new Set([...tags.keys(), ...Tags.map(({ Key }) => Key)]).size;
        if (size > MAX_TAGS) {
          throw validationException(
            `A resource has at most ${MAX_TAGS} tags; ${ResourceArn} would have ${size}.`,
          );
        }
        for (const { Key, Value } of Tags) tags.set(Key, Value);
        return { Tags: asList(tags) };
      },
    ),
    // At most 50 tags: always one page.
    ListTags: operation(z.looseObject({ ResourceArn: resourceArn }), ({ ResourceArn }) => ({
      Tags: asList(this.of(ResourceArn)),
    })),
    DeleteTags: operation(
      z.object({ ResourceArn: resourceArn, TagKeys: z.array(z.string()) }),
      ({ ResourceArn, TagKeys }) => {
        const tags = this.of(ResourceArn);
        for (const key of TagKeys) tags.delete(key);
        return {};
      },
    ),
  };

  private of(arn: string): Map<string, string> {
    const tags = this.byArn.get(arn);
    if (!tags) throw validationException(`Could not find resource "${arn}".`);
    return tags;
  }
}

const asList = (tags: Map<string, string>): TagList =>
  [...tags].map(([Key, Value]) => ({ Key, Value }));
