/** Monthly indicator reports of institutions, as web page and PDF. */
package org.yunhe.dashboards.report;
