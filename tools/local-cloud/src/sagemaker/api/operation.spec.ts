import { z } from 'zod';

import { AwsError } from '../../context.ts';
import { operation } from './operation.ts';
import { resourceName } from './schemas.ts';

const schema = z.looseObject({
  EndpointConfigName: resourceName,
  ProductionVariants: z.array(z.looseObject({ ModelName: resourceName })).min(1),
  SortOrder: z.enum(['Ascending', 'Descending']).optional(),
  Count: z.int().max(3).optional(),
});
const run = operation(schema, (input) => input);
const valid = { EndpointConfigName: 'a', ProductionVariants: [{ ModelName: 'b' }] };

describe('operation', () => {
  it('hands on what satisfies the schema, members it does not know included', () => {
    expect(run({ ...valid, Other: 1 })).toEqual({ ...valid, Other: 1 });
  });

  it.each([
    [
      'an absent member',
      { ...valid, EndpointConfigName: undefined },
      `1 validation error detected: Value null at 'endpointConfigName' failed to satisfy constraint: Member must not be null`,
    ],
    [
      'a name within a list',
      { ...valid, ProductionVariants: [{ ModelName: 'a_b' }] },
      `1 validation error detected: Value 'a_b' at 'productionVariants.1.member.modelName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$`,
    ],
    [
      'a list that is too short',
      { ...valid, ProductionVariants: [] },
      `1 validation error detected: Value '[]' at 'productionVariants' failed to satisfy constraint: Member must have length greater than or equal to 1`,
    ],
    [
      'a value that is none of the enum',
      { ...valid, SortOrder: 'Up' },
      `1 validation error detected: Value 'Up' at 'sortOrder' failed to satisfy constraint: Member must satisfy enum value set: [Ascending, Descending]`,
    ],
    [
      'a number that is too large',
      { ...valid, Count: 4 },
      `1 validation error detected: Value '4' at 'count' failed to satisfy constraint: Member must have value less than or equal to 3`,
    ],
  ])('reports %s in the words of the service', (_, input, message) => {
    expect(() => run(input)).toThrow(new AwsError('ValidationException', message));
  });
});
