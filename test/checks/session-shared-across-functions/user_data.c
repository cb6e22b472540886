// FLAGS: -isystem /usr/include/postgresql
// Sessions in the user data of callbacks.
#include <libpq-fe.h>
#include <stdlib.h>

typedef void (*callback)(void *user);
void on_request_begin(callback run, void *user);
void on_request_end(callback run, void *user);

// --- One callback opens, another one closes. ---

struct context {
  const char *info;
  PGconn *request;
  PGconn *lazy;
  PGconn *both;
  PGconn *owned;
};

static void begin_bad(void *user) {
  struct context *c = user;
  c->request = PQconnectdb(c->info); // expect: session-shared-across-functions 'request' is opened in 'begin_bad' but closed only in 'end_bad', and nothing makes sure that 'end_bad' runs before 'begin_bad' runs again
}
static void end_bad(void *user) {
  struct context *c = user;
  PQfinish(c->request); // note: 'request' is closed here by 'PQfinish' in 'end_bad'
  c->request = NULL;
}
void install(struct context *c) {
  on_request_begin(begin_bad, c);
  on_request_end(end_bad, c);
}

// --- It asks first. ---

static void begin_lazy_ok(void *user) {
  struct context *c = user;
  if (!c->lazy)
    c->lazy = PQconnectdb(c->info);
}
static void end_lazy_ok(void *user) {
  struct context *c = user;
  PQfinish(c->lazy);
  c->lazy = NULL;
}
void install_lazy(struct context *c) {
  on_request_begin(begin_lazy_ok, c);
  on_request_end(end_lazy_ok, c);
}

// --- One callback does both. ---

static void whole_ok(void *user) {
  struct context *c = user;
  c->both = PQconnectdb(c->info);
  PQclear(PQexec(c->both, "SELECT 1"));
  PQfinish(c->both);
  c->both = NULL;
}
void install_whole(struct context *c) { on_request_begin(whole_ok, c); }

// --- Who has the object closes it too. ---

static void begin_owned_ok(void *user) {
  struct context *c = user;
  c->owned = PQconnectdb(c->info);
}
static void end_owned_ok(void *user) {
  struct context *c = user;
  PQfinish(c->owned);
  c->owned = NULL;
}
void install_owned(struct context *c) {
  on_request_begin(begin_owned_ok, c);
  on_request_end(end_owned_ok, c);
}
void destroy_context_ok(struct context *c) {
  PQfinish(c->owned);
  free(c);
}
