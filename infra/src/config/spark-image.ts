/** AWS's image for Spark in SageMaker's processing jobs. */
export const SPARK_REPOSITORY = 'sagemaker-spark-processing';
export const SPARK_TAG = '3.3-cpu-py39-v1';

/**
 * The account of AWS's that holds the image, by region.
 *
 * @see https://github.com/aws/sagemaker-python-sdk/blob/master/src/sagemaker/image_uri_config/spark.json
 */
export const SPARK_ACCOUNTS: Record<string, string> = {
  'af-south-1': '309385258863',
  'ap-east-1': '732049463269',
  'ap-northeast-1': '411782140378',
  'ap-northeast-2': '860869212795',
  'ap-northeast-3': '364406365360',
  'ap-south-1': '105495057255',
  'ap-southeast-1': '759080221371',
  'ap-southeast-2': '440695851116',
  'ca-central-1': '446299261295',
  'eu-central-1': '906073651304',
  'eu-north-1': '330188676905',
  'eu-south-1': '753923664805',
  'eu-west-1': '571004829621',
  'eu-west-2': '836651553127',
  'eu-west-3': '136845547031',
  'me-south-1': '750251592176',
  'sa-east-1': '737130764395',
  'us-east-1': '173754725891',
  'us-east-2': '314815235551',
  'us-west-1': '667973535471',
  'us-west-2': '153931337802',
};
