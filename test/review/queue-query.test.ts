import { expect } from '@open-wc/testing';
import { hashOf, queryOf, searchOf, startQuery } from '../../demo/review/queue-query.ts';

describe('what the queue shows, as an address', () => {
  it('comes back from its own address', () => {
    const query = { ...startQuery, status: '', q: 'Bérg & Söhne #1', waitingOverHours: '24' };
    expect(queryOf(hashOf(query))).to.deep.equal(query);
    expect(queryOf('#/queue')).to.deep.equal(startQuery);
  });

  it('says only what differs from the start', () => {
    expect(hashOf(startQuery)).to.equal('#/queue');
    expect(hashOf({ ...startQuery, type: 'organization' })).to.equal('#/queue?type=organization');
  });

  it('serves who waits for a decision in turn, and others by what is new', () => {
    expect(searchOf(startQuery).get('sort')).to.equal('waiting');
    expect(searchOf(startQuery).has('status')).to.equal(false);
    expect(searchOf({ ...startQuery, waitingOverHours: '24' }).get('waitingOverHours')).to.equal('24');
    expect(searchOf({ ...startQuery, status: 'completed' }).get('sort')).to.equal('newest');
    expect(searchOf({ ...startQuery, sort: 'newest' }).get('sort')).to.equal('newest');
  });

  it('asks the server nothing empty', () => {
    expect(searchOf({ ...startQuery, q: '  ' }, 'next').toString()).to.equal('waitingOverHours=0&sort=waiting&cursor=next');
  });
});
