/** Compiles contracts and the policy file into what Apache Ranger's plugin downloads. */
package org.yunhe.governance.ranger;
