/** The policy server: answers the Ranger plugin inside Trino as a Ranger Admin does. */
package org.yunhe.governance.server;
