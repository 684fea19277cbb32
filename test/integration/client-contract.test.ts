/** The client in memory keeps the contract. */
import { describeKycClient } from '../support/contract-suite.ts';
import { memorySubject } from '../support/memory-subject.ts';

describeKycClient('in memory', memorySubject);
