/** What the command line asks of the policies: a readable matrix, and the way to a Ranger Admin. */
package org.yunhe.governance.cli;
