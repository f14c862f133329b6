/** Dashboards: Superset assets as code and the reports that hospital managers read. */
package org.yunhe.dashboards;
