// FLAGS: -std=c11
// What a handle's record tells is read before the close that frees it.
#include <hiredis/hiredis.h>
#include <stdio.h>

int connect_bad(const char *host) {
  redisContext *c = redisConnect(host, 6379);
  if (!c)
    return -1;
  if (c->err) {
    redisFree(c);
    printf("redis: %s\n", c->errstr); // expect: session-use-after-close 'c' is used after it was closed
    return -1;
  }
  redisFree(c);
  return 0;
}
int connect_ok(const char *host) {
  redisContext *c = redisConnect(host, 6379);
  if (!c)
    return -1;
  if (c->err) {
    printf("redis: %s\n", c->errstr);
    redisFree(c);
    return -1;
  }
  redisFree(c);
  return 0;
}
int code_bad(const char *host) {
  redisContext *c = redisConnect(host, 6379);
  if (!c)
    return -1;
  redisFree(c);
  return c->err; // expect: session-use-after-close 'c' is used after it was closed
}
int code_ok(const char *host) {
  redisContext *c = redisConnect(host, 6379);
  if (!c)
    return -1;
  int err = c->err;
  redisFree(c);
  return err;
}
int tested_bad(redisContext *c) {
  redisFree(c);
  if (c->err) // expect: session-use-after-close 'c' is used after it was closed
    return -1;
  return 0;
}
int again_ok(redisContext *c, const char *host) {
  redisFree(c);
  c = redisConnect(host, 6379);
  if (!c || c->err) {
    redisFree(c);
    return -1;
  }
  redisFree(c);
  return 0;
}
struct client {
  redisContext *c;
  int err;
};
int own_field_ok(struct client *client) {
  redisFree(client->c);
  return client->err;
}
int own_field_bad(struct client *client) {
  redisFree(client->c);
  return client->c->err; // expect: session-use-after-close after it was closed
}
int either_ok(redisContext *c, int done) {
  if (done)
    redisFree(c);
  return done ? 0 : c->err;
}
