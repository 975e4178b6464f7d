@NullMarked
package io.keepwell.alerting.adapter.rest;

import org.jspecify.annotations.NullMarked;
