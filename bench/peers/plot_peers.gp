# Draws peers.png, time against error, from peers_tanh.dat and peers_sigmoid.dat: max ULP, ns, place of the label, 1 for
# simdact, label. Set before: about, the lines above the picture.

set terminal pngcairo size 1700, 900 font "sans,12" noenhanced
set output "peers.png"
set multiplot title about font "sans,10" layout 1, 2 margins 0.04, 0.82, 0.07, 0.80 spacing 0.225, 0

set xlabel "largest error found, in ULP of normal results"
set ylabel "ns per element" offset 1
set format "%g"
set grid
unset key
colour(is_simdact) = is_simdact ? "#d00000" : "#30506f"
pale(is_simdact) = is_simdact ? "#f0a0a0" : "#c8d0d8"

do for [activation in "tanh sigmoid"] {
  data = "peers_".activation.".dat"
  unset logscale
  set xrange [* : *]
  set yrange [* : *]
  stats data using (log10($1)):(log10($2)) nooutput
  x_span = STATS_max_x - STATS_min_x
  y_span = STATS_max_y - STATS_min_y
  x_last = 10 ** (STATS_max_x + 0.1 * x_span)
  y_at(place) = 10 ** (STATS_min_y + place * y_span)
  set logscale xy
  set xrange [10 ** (STATS_min_x - 0.08 * x_span) : x_last]
  set yrange [10 ** (STATS_min_y - 0.03 * y_span) : 10 ** (STATS_max_y + 0.03 * y_span)]
  if (x_span < 2) { set xtics (0.5, 1, 2, 4, 8, 16, 32) } else { set xtics 1, 100 }
  set title "y = ".activation."(x), float"
  plot for [i = 0 : 1] data using ($4 == i ? $1 : NaN):2:(x_last - $1):(y_at($3) - $2) \
         with vectors nohead linecolor rgb pale(i), \
       for [i = 0 : 1] data using ($4 == i ? $1 : NaN):2 \
         with points pointtype 7 pointsize 1.3 + 0.6 * i linecolor rgb colour(i), \
       for [i = 0 : 1] data using (x_last):($4 == i ? y_at($3) : NaN):5 \
         with labels left offset 0.5, 0 textcolor rgb colour(i) font i ? "sans Bold,11" : "sans,11"
}
unset multiplot
