/**
 * Superset: installed and run as a process of its own, and furnished from the files below {@code
 * resources/superset}.
 */
package org.yunhe.dashboards.superset;
