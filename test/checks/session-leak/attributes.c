// A program's own handles, told by attributes: no model, no library.
struct tank;
struct fish;

struct tank *tank_open(const char *path) __attribute__((acquire_handle("session")));
int fish_open(const char *path, struct fish **out __attribute__((acquire_handle("session"))));
int fish_feed(struct fish *f __attribute__((use_handle("session"))), int amount);
void fish_close(struct fish *f __attribute__((release_handle("session"))));
void tank_close(struct tank *t __attribute__((release_handle("session"))));
int tank_level(struct tank *t __attribute__((use_handle("session"))));
// Of another sort of handle.
struct net *net_cast(void) __attribute__((acquire_handle("net")));

int returns_bad(const char *path) {
  struct tank *t = tank_open(path);
  if (!t)
    return -1;
  if (tank_level(t) < 3)
    return -2; // expect: session-leak 't' is not closed on the return at line 19; tank_close is needed on that path
  tank_close(t);
  return 0;
}

int returns_ok(const char *path) {
  struct tank *t = tank_open(path);
  if (!t)
    return -1;
  int level = tank_level(t);
  tank_close(t);
  return level;
}

int out_bad(const char *path) {
  struct fish *f;
  if (fish_open(path, &f) != 0)
    return -1;
  return fish_feed(f, 2); // expect: session-leak 'f' is not closed
}

int out_ok(const char *path) {
  struct fish *f;
  if (fish_open(path, &f))
    return -1;
  int fed = fish_feed(f, 2);
  fish_close(f);
  return fed;
}

int used_bad(const char *path) {
  struct fish *f;
  if (fish_open(path, &f))
    return -1;
  fish_close(f);
  return fish_feed(f, 1); // expect: session-use-after-close 'f' is used by 'fish_feed' after it was closed
}

int handed_bad(struct fish *f) {
  fish_close(f);
  fish_close(f); // expect: session-use-after-close
  return 0;
}

void other_handle_ok(void) { net_cast(); }
