import { z } from 'zod';

import { validationException } from '../api/errors.ts';
import { listPage } from '../api/list.ts';
import { now } from '../api/now.ts';
import { pick } from '../api/pick.ts';
import { operation, type Operations } from '../api/operation.ts';
import { listInput, resourceName, tags } from '../api/schemas.ts';
import type { Host } from '../host.ts';
import { AwsError } from '../../context.ts';

const createInput = z.looseObject({
  ModelPackageGroupName: resourceName,
  ModelPackageGroupDescription: z.string().max(1024).optional(),
  Tags: tags,
});

/** Takes the group's ARN as well as its name. */
const named = z.looseObject({ ModelPackageGroupName: z.string().min(1).max(170) });

/** A group as DescribeModelPackageGroup tells it. */
export interface ModelPackageGroup {
  ModelPackageGroupName: string;
  ModelPackageGroupArn: string;
  ModelPackageGroupDescription?: string | undefined;
  ModelPackageGroupStatus: 'Completed';
  CreationTime: number;
  CreatedBy: object;
}

/** Model package groups: each holds the versions of one model. */
export class ModelPackageGroups {
  private readonly byName = new Map<string, ModelPackageGroup>();

  constructor(
    private readonly host: Host,
    /** How many model packages a group holds. */
    private readonly sizeOf: (groupName: string) => number,
  ) {}

  /** @throws {ValidationException} there is no group of this name or ARN. */
  get(nameOrArn: string): ModelPackageGroup {
    const group = [...this.byName.values()].find(
      ({ ModelPackageGroupName, ModelPackageGroupArn }) =>
        ModelPackageGroupName === nameOrArn || ModelPackageGroupArn === nameOrArn,
    );
    if (group) return group;
    const arn = nameOrArn.startsWith('arn:')
      ? nameOrArn
      : this.host.arn('model-package-group', nameOrArn);
    throw validationException(`ModelPackageGroup ${arn} does not exist.`);
  }

  readonly operations: Operations = {
    CreateModelPackageGroup: operation(createInput, ({ Tags, ...input }) => {
      const arn = this.host.arn('model-package-group', input.ModelPackageGroupName);
      if (this.byName.has(input.ModelPackageGroupName)) {
        throw validationException(`Model Package Group already exists: ${arn}`);
      }
      this.byName.set(input.ModelPackageGroupName, {
        ModelPackageGroupName: input.ModelPackageGroupName,
        ModelPackageGroupArn: arn,
        ModelPackageGroupDescription: input.ModelPackageGroupDescription,
        ModelPackageGroupStatus: 'Completed',
        CreationTime: now(),
        CreatedBy: {},
      });
      this.host.tags.keep(arn, Tags);
      return { ModelPackageGroupArn: arn };
    }),
    DescribeModelPackageGroup: operation(named, ({ ModelPackageGroupName }) => ({
      ...this.get(ModelPackageGroupName),
    })),
    DeleteModelPackageGroup: operation(named, ({ ModelPackageGroupName }) => {
      const group = this.get(ModelPackageGroupName);
      if (this.sizeOf(group.ModelPackageGroupName) > 0) {
        throw new AwsError(
          'ConflictException',
          `Model Package Group ${group.ModelPackageGroupArn} cannot be deleted because it contains model packages.`,
        );
      }
      this.host.tags.forget(group.ModelPackageGroupArn);
      this.byName.delete(group.ModelPackageGroupName);
      return {};
    }),
    ListModelPackageGroups: operation(listInput, (input) => {
      const { items, ...page } = listPage(this.byName.values(), input, (group) => ({
        name: group.ModelPackageGroupName,
        createdAt: group.CreationTime,
      }));
      const summaries = items.map((group) => pick(group, SUMMARY_MEMBERS));
      return { ModelPackageGroupSummaryList: summaries, ...page };
    }),
  };
}

const SUMMARY_MEMBERS = [
  'ModelPackageGroupName',
  'ModelPackageGroupArn',
  'ModelPackageGroupDescription',
  'CreationTime',
  'ModelPackageGroupStatus',
];
