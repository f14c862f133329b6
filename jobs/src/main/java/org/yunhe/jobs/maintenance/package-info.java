/** Care of the lake's files: measured, held against the targets of the contracts, mended. */
package org.yunhe.jobs.maintenance;
