/** Who may push records: the keys and certificates of institutions. */
package org.yunhe.lakehouse.sender;
