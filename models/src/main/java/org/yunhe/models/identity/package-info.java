/** Who is who: what makes an identity document trustworthy. */
package org.yunhe.models.identity;
