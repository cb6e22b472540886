// REQUIRES: llvm-22
// RUN: %expect %s
// malloc(closer) opens where the closer is known to end a session; other
// memory has such functions too. Compilers up to 21 drop the argument.
// FLAGS: -Wno-ignored-attributes
#include <stdlib.h>
struct fish;
struct note;

void fish_close(struct fish *f __attribute__((release_handle("session"))));
struct fish *fish_open(const char *path) __attribute__((malloc(fish_close)));
int fish_feed(struct fish *f __attribute__((use_handle("session"))));
void note_free(struct note *n);
struct note *note_new(void) __attribute__((malloc(note_free)));
int note_read(const struct note *n);

int leaves_bad(const char *path) {
  struct fish *f = fish_open(path);
  if (!f)
    return -1;
  if (fish_feed(f) < 0)
    return -2; // expect: session-leak 'f' is not closed on the return
  fish_close(f);
  return 0;
}

int leaves_ok(const char *path) {
  struct fish *f = fish_open(path);
  if (!f)
    return -1;
  int fed = fish_feed(f);
  fish_close(f);
  return fed;
}

int memory_ok(void) { return note_read(note_new()); }
