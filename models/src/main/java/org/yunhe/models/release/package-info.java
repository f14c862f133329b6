/**
 * De-identified releases as code: what is published under {@code releases/}, by which method, and
 * the generalisation that makes k persons alike.
 */
package org.yunhe.models.release;
