import type { z } from 'zod';

import { validationException } from '../api/errors.ts';
import { listPage } from '../api/list.ts';
import { now } from '../api/now.ts';
import { pick } from '../api/pick.ts';
import { operation, type Members, type Operations } from '../api/operation.ts';
import type { Host } from '../host.ts';
import type { ContainerDefinition } from './models.ts';
import {
  type approval,
  createInput,
  listPackagesInput,
  named,
  updateInput,
} from './model-package-requests.ts';
import { type ModelPackageGroup, ModelPackageGroups } from './model-package-groups.ts';

/** A model package as DescribeModelPackage tells it. */
export interface ModelPackage {
  ModelPackageArn: string;
  /** Of an unversioned package only. */
  ModelPackageName?: string | undefined;
  /** Of a versioned package only, with its version in the group, from 1. */
  ModelPackageGroupName?: string | undefined;
  ModelPackageVersion?: number | undefined;
  ModelPackageStatus: 'Completed';
  ModelApprovalStatus?: z.output<typeof approval> | undefined;
  ApprovalDescription?: string | undefined;
  CustomerMetadataProperties?: Record<string, string> | undefined;
  InferenceSpecification?: { Containers: ContainerDefinition[] } | undefined;
  CreationTime: number;
  LastModifiedTime: number;
}

/** The model registry: model packages, versioned within their groups. */
export class ModelPackages {
  readonly groups: ModelPackageGroups;
  private readonly byArn = new Map<string, ModelPackage>();
  /** A version's number is not given again, even after it was deleted. */
  private readonly lastVersion = new WeakMap<ModelPackageGroup, number>();

  constructor(private readonly host: Host) {
    this.groups = new ModelPackageGroups(
      host,
      (name) =>
        [...this.byArn.values()].filter((item) => item.ModelPackageGroupName === name).length,
    );
  }

  /** @throws {ValidationException} there is no model package of this name or ARN. */
  get(nameOrArn: string): ModelPackage {
    const arn = nameOrArn.startsWith('arn:')
      ? nameOrArn
      : this.host.arn('model-package', nameOrArn);
    const modelPackage = this.byArn.get(arn);
    if (!modelPackage) throw validationException(`ModelPackage ${arn} does not exist.`);
    return modelPackage;
  }

  readonly operations: Operations = {
    CreateModelPackage: operation(createInput, ({ Tags, ...input }) => {
      const { identity, approvalStatus } = this.identify(input);
      const createdAt = now();
      const modelPackage: ModelPackage & Members = {
        ...input,
        ...identity,
        ModelApprovalStatus: input.ModelApprovalStatus ?? approvalStatus,
        ModelPackageStatus: 'Completed',
        ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
        CertifyForMarketplace: false,
        CreationTime: createdAt,
        LastModifiedTime: createdAt,
        CreatedBy: {},
      };
      this.byArn.set(modelPackage.ModelPackageArn, modelPackage);
      this.host.tags.keep(identity.ModelPackageArn, Tags);
      return { ModelPackageArn: identity.ModelPackageArn };
    }),
    DescribeModelPackage: operation(named, ({ ModelPackageName }) => ({
      ...this.get(ModelPackageName),
    })),
    UpdateModelPackage: operation(updateInput, (input) => {
      const modelPackage = this.get(input.ModelPackageArn);
      const properties = {
        ...modelPackage.CustomerMetadataProperties,
        ...input.CustomerMetadataProperties,
      };
      for (const key of input.CustomerMetadataPropertiesToRemove ?? []) delete properties[key];
      Object.assign(modelPackage, {
        ModelApprovalStatus: input.ModelApprovalStatus ?? modelPackage.ModelApprovalStatus,
        ApprovalDescription: input.ApprovalDescription ?? modelPackage.ApprovalDescription,
        InferenceSpecification: input.InferenceSpecification ?? modelPackage.InferenceSpecification,
        CustomerMetadataProperties: properties,
        LastModifiedTime: now(),
      });
      return { ModelPackageArn: modelPackage.ModelPackageArn };
    }),
    DeleteModelPackage: operation(named, ({ ModelPackageName }) => {
      const { ModelPackageArn } = this.get(ModelPackageName);
      this.host.tags.forget(ModelPackageArn);
      this.byArn.delete(ModelPackageArn);
      return {};
    }),
    ListModelPackages: operation(listPackagesInput, (input) => {
      const { items, ...page } = listPage(this.listed(input), input, (modelPackage) => ({
        name: modelPackage.ModelPackageName ?? modelPackage.ModelPackageGroupName ?? '',
        createdAt: modelPackage.CreationTime,
      }));
      return { ModelPackageSummaryList: items.map((item) => pick(item, SUMMARY_MEMBERS)), ...page };
    }),
  };

  /** Name or version, and ARN, of a package to be created. */
  private identify(input: z.output<typeof createInput>) {
    const { ModelPackageName: name, ModelPackageGroupName: groupName } = input;
    if ((name === undefined) === (groupName === undefined)) {
      throw validationException(
        'Exactly one of ModelPackageName and ModelPackageGroupName must be given.',
      );
    }
    if (groupName === undefined) {
      const ModelPackageArn = this.host.arn('model-package', name ?? '');
      if (this.byArn.has(ModelPackageArn)) {
        throw validationException(`ModelPackage already exists: ${ModelPackageArn}`);
      }
      return { identity: { ModelPackageArn }, approvalStatus: undefined };
    }
    const group = this.groups.get(groupName);
    const { ModelPackageGroupName } = group;
    const ModelPackageVersion = (this.lastVersion.get(group) ?? 0) + 1;
    this.lastVersion.set(group, ModelPackageVersion);
    const ModelPackageArn = this.host.arn(
      'model-package',
      `${ModelPackageGroupName}/${ModelPackageVersion}`,
    );
    return {
      identity: { ModelPackageArn, ModelPackageGroupName, ModelPackageVersion },
      approvalStatus: 'PendingManualApproval' as const,
    };
  }

  private listed(input: z.output<typeof listPackagesInput>): ModelPackage[] {
    const group =
      input.ModelPackageGroupName === undefined
        ? undefined
        : this.groups.get(input.ModelPackageGroupName).ModelPackageGroupName;
    const type = input.ModelPackageType ?? (group === undefined ? 'Unversioned' : 'Versioned');
    return [...this.byArn.values()].filter((modelPackage) => {
      const isVersioned = modelPackage.ModelPackageGroupName !== undefined;
      return (
        (type === 'Both' || isVersioned === (type === 'Versioned')) &&
        (group === undefined || modelPackage.ModelPackageGroupName === group) &&
        (input.ModelApprovalStatus === undefined ||
          modelPackage.ModelApprovalStatus === input.ModelApprovalStatus)
      );
    });
  }
}

const SUMMARY_MEMBERS = [
  'ModelPackageName',
  'ModelPackageGroupName',
  'ModelPackageVersion',
  'ModelPackageArn',
  'ModelPackageDescription',
  'CreationTime',
  'ModelPackageStatus',
  'ModelApprovalStatus',
];
