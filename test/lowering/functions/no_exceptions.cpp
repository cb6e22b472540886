// flags: -fno-exceptions
#include "runtime.h"

void t_plain() {
  Obj A(1);
  if (decide(2))
    return;
  Obj B(3);
  note(4);
}

int t_loop() {
  while (decide(1)) {
    Obj A(2);
    if (decide(3))
      return 4;
  }
  return 5;
}

void t_temporaries() {
  note(Obj(1).ask() && Obj(2).ask() ? 3 : 4);
  const Obj &R = Obj(5);
  note(R.Id);
}

void t_members() {
  struct Two {
    Obj A{1};
    Obj B{2};
    ~Two() { note(3); }
  } T;
  Two U = T;
  note(4);
}
