/** How the demonstration and the backfill speak with the services of a deployment. */
@NullMarked
package io.keepwell.standalone.client;

import org.jspecify.annotations.NullMarked;
