import { z } from 'zod';

import type { Principal } from '../../iam/principals.ts';
import { alreadyExists, couldNotFind, validationException } from '../api/errors.ts';
import { listPage } from '../api/list.ts';
import { now } from '../api/now.ts';
import { principalOf } from '../api/principal.ts';
import { operation, type Members, type Operations } from '../api/operation.ts';
import { environment, listInput, roleArn, tags } from '../api/schemas.ts';
import type { Host } from '../host.ts';

const modelName = z
  .string()
  .max(63)
  .regex(/^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/);

export const containerDefinition = z.looseObject({
  Image: z.string().optional(),
  ModelDataUrl: z
    .string()
    .regex(/^(https|s3):\/\/([^/]+)\/?(.*)$/)
    .optional(),
  ModelPackageName: z.string().optional(),
  Environment: environment.optional(),
});
export type ContainerDefinition = z.output<typeof containerDefinition>;

const createInput = z.looseObject({
  ModelName: modelName,
  PrimaryContainer: containerDefinition.optional(),
  Containers: z.array(containerDefinition).max(15).optional(),
  ExecutionRoleArn: roleArn.optional(),
  EnableNetworkIsolation: z.boolean().optional(),
  Tags: tags,
});

const named = z.looseObject({ ModelName: modelName });

/** A model as DescribeModel tells it. */
export interface Model {
  ModelName: string;
  ModelArn: string;
  CreationTime: number;
  ExecutionRoleArn?: string | undefined;
  PrimaryContainer?: ContainerDefinition | undefined;
  Containers?: ContainerDefinition[] | undefined;
  EnableNetworkIsolation?: boolean | undefined;
}

/** SageMaker models: which image serves which artefact with which environment. */
export class Models {
  private readonly byName = new Map<string, Model>();

  constructor(private readonly host: Host) {}

  /** @throws {ValidationException} there is no such model. */
  get(name: string): Model {
    const model = this.byName.get(name);
    if (!model) throw couldNotFind('model', this.host.arn('model', name));
    return model;
  }

  readonly operations: Operations = {
    CreateModel: operation(createInput, async ({ Tags, ...input }) => {
      const arn = this.host.arn('model', input.ModelName);
      const containers =
        input.Containers ?? (input.PrimaryContainer ? [input.PrimaryContainer] : []);
      if (containers.length === 0 || (input.Containers && input.PrimaryContainer)) {
        throw validationException('Exactly one of PrimaryContainer and Containers must be given.');
      }
      const principal = principalOf('model', input.ModelName, input.ExecutionRoleArn);
      try {
        for (const container of containers) await this.check(container, principal);
      } finally {
        this.host.forget(principal);
      }
      // After the last wait: two creations of one name must not both succeed.
      if (this.byName.has(input.ModelName)) throw alreadyExists('model', arn);
      const model: Model & Members = {
        ...input,
        ModelArn: arn,
        CreationTime: now(),
        EnableNetworkIsolation: input.EnableNetworkIsolation ?? false,
        ...(input.PrimaryContainer && {
          PrimaryContainer: { Mode: 'SingleModel', Environment: {}, ...input.PrimaryContainer },
        }),
      };
      this.byName.set(model.ModelName, model);
      this.host.tags.keep(arn, Tags);
      return { ModelArn: arn };
    }),
    DescribeModel: operation(named, ({ ModelName }) => ({ ...this.get(ModelName) })),
    DeleteModel: operation(named, ({ ModelName }) => {
      this.host.tags.forget(this.get(ModelName).ModelArn);
      this.byName.delete(ModelName);
      return {};
    }),
    ListModels: operation(listInput, (input) => {
      const { items, ...page } = listPage(this.byName.values(), input, (model) => ({
        name: model.ModelName,
        createdAt: model.CreationTime,
      }));
      const summaries = items.map(({ ModelName, ModelArn, CreationTime }) => ({
        ModelName,
        ModelArn,
        CreationTime,
      }));
      return { Models: summaries, ...page };
    }),
  };

  /** As in the service, a model's artefact must be there, and its role may read it, when it is created. */
  private async check(
    { Image, ModelPackageName, ModelDataUrl }: ContainerDefinition,
    principal: Principal,
  ) {
    if (Image === undefined && ModelPackageName === undefined) {
      throw validationException('A container must have an Image or a ModelPackageName.');
    }
    if (
      ModelDataUrl?.startsWith('s3://') &&
      !(await this.host.as(principal).files.exists(ModelDataUrl))
    ) {
      throw validationException(`Could not find model data at ${ModelDataUrl}.`);
    }
  }
}
