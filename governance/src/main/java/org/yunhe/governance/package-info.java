/**
 * Governance: classification from the contracts, access policies, audit and data requests.
 *
 * <p>The policy server that feeds the Ranger plugin in Trino lives here.
 */
package org.yunhe.governance;
