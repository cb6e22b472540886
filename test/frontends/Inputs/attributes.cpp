// Annotations that cannot be understood are told with their place.
struct fish;
[[clang::annotate("session:clos: arg0")]] void fish_close(fish *f);
[[clang::annotate("session:produce: {at: return, life: open}")]] fish *fish_open();
[[clang::annotate("of something else")]] void fish_feed(fish *f);

void keeps() {
  fish *f = fish_open();
  fish_feed(f);
  fish_close(f);
}
