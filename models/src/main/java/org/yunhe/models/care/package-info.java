/** Targets for the state of a table's files: read from its contract, kept by the maintain job. */
package org.yunhe.models.care;
