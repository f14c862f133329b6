/** What happens to a resident, in no hospital's own words: visits, results, orders, referrals. */
package org.yunhe.ingestion.simulator.care;
