/** One price on AWS's list. */
export interface Price {
  usd: number;
  unit: string;
  source: string;
}

/** Whose word a price is; none was read from AWS's live price lists. */
const SOURCES = {
  whitePaper:
    'https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html',
  tables: 'price tables in public source code of others, of which nearly all agree',
  disagreeing: 'price tables in public source code of others; some say 0.058',
  pages: 'pages of others that quote AWS',
  known: 'known, not looked up again',
};

const instanceHour = (usd: number, source = SOURCES.tables): Price => ({
  usd,
  unit: 'hour',
  source,
});

/**
 * On-demand prices in USD, without tax and free tiers.
 *
 * Who adds a price adds where it is from; `cost` says "not in the table" for what is not.
 */
export const PRICES = {
  region: 'us-east-1',
  asOf: 'November 2026',
  pages: 'https://aws.amazon.com/sagemaker/ai/pricing/',
  /** Per instance and hour, the same for endpoints, training jobs and notebooks. */
  instances: {
    'ml.t2.medium': instanceHour(0.056),
    'ml.t3.medium': instanceHour(0.05, SOURCES.disagreeing),
    'ml.m5.large': instanceHour(0.115),
    'ml.m5.xlarge': instanceHour(0.23),
    'ml.c5.large': instanceHour(0.102),
    'ml.c5.xlarge': instanceHour(0.204),
  } as Record<string, Price>,
  notebookVolume: { usd: 0.14, unit: 'GB-month', source: SOURCES.known },
  alarm: { usd: 0.1, unit: 'month', source: SOURCES.pages },
  dashboard: { usd: 3, unit: 'month', source: SOURCES.known },
  key: { usd: 1, unit: 'month', source: SOURCES.known },
  webAcl: { usd: 5, unit: 'month', source: SOURCES.pages },
  webAclRule: { usd: 1, unit: 'month', source: SOURCES.pages },
  webAclRequests: { usd: 0.6, unit: 'million requests', source: SOURCES.pages },
  apiRequests: { usd: 3.5, unit: 'million requests', source: SOURCES.whitePaper },
  functionRequests: { usd: 0.2, unit: 'million requests', source: SOURCES.pages },
  functionGbSecond: { usd: 0.0000133334, unit: 'GB-second (arm64)', source: SOURCES.pages },
} satisfies Record<string, string | Price | Record<string, Price>>;
