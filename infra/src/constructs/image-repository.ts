import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy/index.js';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository/index.js';
import { Fn, Op, type IResolvable } from 'cdktf';
import { Construct } from 'constructs';
import { resourceNames, type ImageName } from '@ngwaf/contracts';
import type { EncryptionKey } from './encryption-key.ts';

/** How many releases of an image are kept; `deploy image` goes back no further. */
const RELEASES_KEPT = 10;

export interface ImageRepositoryProps {
  namePrefix: string;
  image: ImageName;
  /** Whether a repository that still holds images survives `terraform destroy`. */
  retain: IResolvable;
  encryption: EncryptionKey;
}

/**
 * The releases of a container image, scanned when they are pushed.
 *
 * Tags are hashes of what an image is built from and never move: what has a tag today has it
 * tomorrow.
 */
export class ImageRepository extends Construct {
  constructor(scope: Construct, id: string, props: ImageRepositoryProps) {
    super(scope, id);
    const keyArn = props.encryption.arn;
    const repository = new EcrRepository(this, 'repository', {
      name: resourceNames(props.namePrefix).imageRepository(props.image),
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [
        keyArn === undefined
          ? { encryptionType: 'AES256' }
          : { encryptionType: 'KMS', kmsKey: keyArn },
      ],
      forceDelete: Op.not(props.retain),
    });
    new EcrLifecyclePolicy(this, 'lifecycle', {
      repository: repository.name,
      policy: Fn.jsonencode({
        rules: [
          {
            rulePriority: 1,
            description: `Keep the last ${RELEASES_KEPT} releases`,
            selection: {
              tagStatus: 'any',
              countType: 'imageCountMoreThan',
              countNumber: RELEASES_KEPT,
            },
            action: { type: 'expire' },
          },
        ],
      }),
    });
  }
}
