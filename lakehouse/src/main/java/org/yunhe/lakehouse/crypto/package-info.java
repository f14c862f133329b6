/** Encryption at rest: SM4 in GCM mode, envelope keys, and which columns are encrypted. */
package org.yunhe.lakehouse.crypto;
