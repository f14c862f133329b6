/** Indicators as code: {@code indicators/<family>/<code>.yaml} and {@code .sql}. */
package org.yunhe.models.indicator;
