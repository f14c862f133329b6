/** How streaming jobs are started, resumed and stopped, embedded or on a cluster. */
package org.yunhe.streaming.session;
