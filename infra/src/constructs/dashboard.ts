import { Construct } from 'constructs';
import { artefactBucketKeys } from '@ngwaf/contracts';
import type { DashboardSource } from './dashboard-routes.ts';
import type { DataBucket } from './data-bucket.ts';
import type { Location } from './location.ts';
import { Role } from './role.ts';

export interface DashboardProps {
  namePrefix: string;
  location: Location;
  artefacts: DataBucket;
}

/** What the REST API reads the dashboard's files with. The files themselves are a release's. */
export class Dashboard extends Construct {
  readonly source: DashboardSource;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { namePrefix, location, artefacts } = props;
    const role = new Role(this, 'role', {
      name: `${namePrefix}-dashboard`,
      description: 'Lets the REST API read the files of the dashboard.',
      servicePrincipal: 'apigateway.amazonaws.com',
    });
    artefacts.grantRead(role, [
      artefactBucketKeys.dashboard.page,
      `${artefactBucketKeys.dashboard.filesPrefix}*`,
    ]);
    this.source = {
      partition: location.partition,
      region: location.region,
      bucketName: artefacts.name,
      roleArn: role.arn,
    };
  }
}
