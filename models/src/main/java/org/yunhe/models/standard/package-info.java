/** What the standards outside say that contracts may refer to: code systems, units, elements. */
package org.yunhe.models.standard;
