import { acceptDocuments } from '../docs/support/documents';

jest.setTimeout(300_000);

acceptDocuments(['enterprise']);
