// Validates an OpenAPI document with a parser that is not ours: node validate.mjs FILE. Exit code 1 and the reasons when
// it is not valid.
import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';

const validator = new Validator();
const result = await validator.validate(JSON.parse(readFileSync(process.argv[2], 'utf8')));
if (result.valid && validator.version === '3.1') {
  validator.resolveRefs();
  console.log(`valid OpenAPI ${validator.version}`);
} else {
  console.error(`OpenAPI ${validator.version}: ${JSON.stringify(result.errors, null, 2)}`);
  process.exitCode = 1;
}
